import { rememberLast } from '../../kubernetes/remember.ts'
import type { Flow } from '../../kubernetes/shapes/job-flow.ts'

/** Where each name stands. Of flows of one name Volcano sees the last, when it looks at what they wait for. */
export const lastOfName = rememberLast(
  (flows: readonly Flow[]): ReadonlyMap<string, number> => new Map(flows.map(({ name = '' }, i) => [name, i])),
)
