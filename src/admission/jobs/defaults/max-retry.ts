import { add } from '../../../kubernetes/json-patch.ts'
import type { JobDefault } from '../default.ts'
import { isGiven } from './is-given.ts'

export const defaultMaxRetry = 3

/**
 * A job is retried three times; an explicit 0 counts as not given, unless zeroes are kept. Mirrors jobs/mutate:
 * patchDefaultMaxRetry.
 */
export const maxRetry: JobDefault = ({ spec = {} }, settings) =>
  isGiven(spec.maxRetry, settings) ? [] : [add('/spec/maxRetry', defaultMaxRetry)]
