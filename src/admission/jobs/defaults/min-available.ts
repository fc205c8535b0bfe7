import { add } from '../../../kubernetes/json-patch.ts'
import type { JobDefault } from '../default.ts'
import { isGiven } from './is-given.ts'
import { minAvailableOf } from './tasks.ts'

/**
 * A job waits for the minimum of all its tasks; an explicit 0 counts as not given, unless zeroes are kept. Mirrors
 * jobs/mutate: patchDefaultMinAvailable.
 */
export const minAvailable: JobDefault = ({ spec = {} }, settings) => {
  if (isGiven(spec.minAvailable, settings)) return []
  const sum = (spec.tasks ?? []).reduce((total, task) => total + minAvailableOf(task), 0)
  return spec.minAvailable === sum ? [] : [add('/spec/minAvailable', sum)]
}
