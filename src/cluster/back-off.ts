const firstMs = 500
const longestMs = 30_000

/**
 * How long to wait after so many failures in a row, at least one: half a second, doubled each time, up to half a minute.
 * Up to half of it is left to chance (`random`, from 0 to 1), so that many clients do not come back at the same moment.
 */
export const backOffMs = (failures: number, random: number): number =>
  Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (1 - random / 2)
