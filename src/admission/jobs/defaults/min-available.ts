import type { JobDefault } from '../default.ts'
import { given } from './given.ts'
import { minAvailableOf } from './tasks.ts'

/**
 * A job waits for the minimum of all its tasks; an explicit 0 counts as not given, unless zeroes are kept. Mirrors
 * jobs/mutate: patchDefaultMinAvailable.
 */
export const minAvailable: JobDefault = ({ minAvailable: own, tasks = [] }, settings) => ({
  minAvailable: given(own, settings) ?? tasks.reduce((total, task) => total + minAvailableOf(task), 0),
})
