import type { Flow } from '../../kubernetes/shapes/job-flow.ts'
import { lastOfName } from './last-of-name.ts'

/** The names of the flows, each once and where it stands last, in the order of the flows. */
export const distinctFlows = (flows: readonly Flow[] = []): readonly (readonly [name: string, index: number])[] =>
  [...lastOfName(flows)].sort(([, a], [, b]) => a - b)
