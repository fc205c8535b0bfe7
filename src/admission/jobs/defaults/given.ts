import type { Settings } from '../../settings.ts'

/** The number that a job says itself: as Volcano reads it, a 0 says nothing, unless it is to be kept. */
export const given = (
  value: number | undefined,
  { explicitZeroes }: Pick<Settings, 'explicitZeroes'>,
): number | undefined => (value === 0 && explicitZeroes !== 'kept' ? undefined : value)
