import type { JobDefault } from '../default.ts'
import { given } from './given.ts'

export const defaultMaxRetry = 3

/**
 * A job is retried three times; an explicit 0 counts as not given, unless zeroes are kept. Mirrors jobs/mutate:
 * patchDefaultMaxRetry.
 */
export const maxRetry: JobDefault = (spec, settings) => ({
  maxRetry: given(spec.maxRetry, settings) ?? defaultMaxRetry,
})
