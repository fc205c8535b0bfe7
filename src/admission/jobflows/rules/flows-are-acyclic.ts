import type { Flow } from '../../../kubernetes/shapes/job-flow.ts'
import { type Finding, invalid } from '../../finding.ts'
import { findCircles } from '../find-circles.ts'
import { lastOfName } from '../last-of-name.ts'
import type { JobFlowRule } from '../rule.ts'

/** No flow waits for itself in the end. Mirrors jobflows/validate: IsDAG, which names no flow. */
export const flowsAreAcyclic: JobFlowRule = {
  id: 'flows-are-acyclic',
  nature: 'upstream',
  about: {
    why: 'Flows that wait for each other never start.',
    fix: 'Take one of the targets away that close the circle.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const flows = spec.flows ?? []
    const numberOf = lastOfName(flows)
    if (flows.every((flow, i) => waitsForEarlierOnes(flow, i, numberOf))) return []
    // To the earlier ones of a name no way leads, so they are in no circle.
    const graph = flows.map(({ dependsOn = {} }) =>
      (dependsOn.targets ?? []).flatMap((target) => numberOf.get(target) ?? []),
    )
    return findCircles(graph).map((circle) => complain(circle, flows))
  },
}

/** Most people write flows in the order in which they run: then there is no circle. */
const waitsForEarlierOnes = ({ dependsOn }: Flow, i: number, numberOf: ReadonlyMap<string, number>): boolean =>
  dependsOn?.targets?.every((target) => (numberOf.get(target) ?? 0) < i) ?? true

/** The complaint stands at the target with which the first flow of the circle closes it. */
function complain(circle: readonly number[], flows: readonly Flow[]): Finding {
  const names = circle.map((i) => flows[i]?.name ?? '')
  const [first = 0] = circle
  const [own = '', target = own] = names
  const k = flows[first]?.dependsOn?.targets?.indexOf(target) ?? 0
  const path = `spec.flows[${first}].dependsOn.targets[${k}]`
  const sentence = `jobflow Flow is not DAG; these flows wait for each other for ever: ${draw([...names, own])}`
  return invalid(path, target, `${sentence}; take one of the targets away`)
}

const mostNames = 12

const draw = (names: readonly string[]): string =>
  names.length <= mostNames
    ? names.join(' -> ')
    : [...names.slice(0, mostNames - 1), `... (${names.length - 1} flows)`, names.at(-1)].join(' -> ')
