import { add } from '../../../kubernetes/json-patch.ts'
import type { JobDefault } from '../default.ts'

export const defaultMaxRetry = 3

/** A job is retried three times; an explicit 0 counts as not given. Mirrors jobs/mutate: patchDefaultMaxRetry. */
export const maxRetry: JobDefault = ({ spec = {} }) => (spec.maxRetry ? [] : [add('/spec/maxRetry', defaultMaxRetry)])
