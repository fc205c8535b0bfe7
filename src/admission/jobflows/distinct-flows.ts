import { rememberLast } from '../../kubernetes/remember.ts'
import type { Flow } from '../../kubernetes/shapes/job-flow.ts'
import { lastOfName } from './last-of-name.ts'

type Distinct = readonly (readonly [name: string, index: number])[]

const none: readonly never[] = []

/** The names of the flows, each once and where it stands last, in the order of the flows. */
export const distinctFlows = (flows: readonly Flow[] = none): Distinct => distinct(flows)

const distinct = rememberLast((flows: readonly Flow[]): Distinct => {
  const places = [...lastOfName(flows)]
  return places.length === flows.length ? places : places.sort(([, a], [, b]) => a - b)
})
