import type { Settings } from '../../settings.ts'

/** Whether a job says a number itself: as Volcano reads it, a 0 says nothing, unless it is to be kept. */
export const isGiven = (value: number | undefined, { explicitZeroes }: Pick<Settings, 'explicitZeroes'>): boolean =>
  explicitZeroes === 'kept' ? value !== undefined : Boolean(value)
