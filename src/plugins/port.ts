/** Go's `int` ends there. A number of JavaScript cannot be it and is one more. */
const largest = 2n ** 63n - 1n

/** The number as Go prints it, be it ever so large. */
export const printInt = (value: number): string => String(goInt(value))

/** What Go makes of a number where a port stands: it keeps the last 32 bits, so what is no port may become one. */
export const toPort = (value: number): number => Number(BigInt.asIntN(32, goInt(value)))

function goInt(value: number): bigint {
  const exact = BigInt(value)
  return exact > largest ? largest : exact
}

export const isPort = (value: number): boolean => value >= 1 && value <= 65535
