import { type Finding, invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

const sentence =
  "must not specify 'highestTierAllowed' and 'highestTierName' in networkTopology simultaneously; keep one of them"

type Topology = Readonly<{ highestTierAllowed?: number; highestTierName?: string }>

const check = (path: string, topology: Topology = {}): readonly Finding[] =>
  topology.highestTierAllowed !== undefined && topology.highestTierName
    ? [invalid(path, topology.highestTierName, sentence)]
    : []

/** The highest tier of a job or of a partition is given by number or by name. Mirrors jobs/validate: validateNetworkTopology. */
export const networkTopologyHasOneTier: JobRule = {
  id: 'network-topology-has-one-tier',
  reads: [],
  check: ({ object: { spec = {} } }) => [
    ...check('spec.networkTopology', spec.networkTopology),
    ...(spec.tasks ?? []).flatMap(({ partitionPolicy }, i) =>
      partitionPolicy === undefined
        ? []
        : check(`spec.tasks[${i}].partitionPolicy.networkTopology`, partitionPolicy.networkTopology),
    ),
  ],
}
