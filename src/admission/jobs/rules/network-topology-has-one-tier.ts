import type { NetworkTopology } from '../../../kubernetes/shapes/volcano-job.ts'
import { type Finding, invalid } from '../../finding.ts'
import { hasTwoTiers, twoTiers } from '../../topology-tier.ts'
import type { JobRule } from '../rule.ts'

const check = (path: string, topology: NetworkTopology = {}): readonly Finding[] =>
  hasTwoTiers(topology) ? [invalid(path, topology.highestTierName, `${twoTiers}; keep one of them`)] : []

/** The highest tier of a job or of a partition is given by number or by name. Mirrors jobs/validate: validateNetworkTopology. */
export const networkTopologyHasOneTier: JobRule = {
  id: 'network-topology-has-one-tier',
  nature: 'upstream',
  about: {
    why: 'By number and by name, the highest tier would be said twice, and differently.',
    fix: 'Keep one of the two fields.',
  },

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
