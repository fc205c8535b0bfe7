import { rememberLast } from '../../kubernetes/remember.ts'
import type { Flow } from '../../kubernetes/shapes/job-flow.ts'

/** Where each name stands. Of flows of one name Volcano sees the last, when it looks at what they wait for. */
export const lastOfName = rememberLast((flows: readonly Flow[]): ReadonlyMap<string, number> => {
  const last = new Map<string, number>()
  for (let i = 0; i < flows.length; i++) last.set(flows[i]?.name ?? '', i)
  return last
})
