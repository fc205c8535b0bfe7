import type { PodGroup } from '../../../kubernetes/shapes/pod-group.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { Rule } from '../../rule.ts'
import { hasTwoTiers, twoTiers } from '../../topology-tier.ts'

type Topology = NonNullable<NonNullable<PodGroup['spec']>['networkTopology']>

const check = (path: string, topology: Topology = {}, where = ''): readonly Finding[] =>
  hasTwoTiers(topology)
    ? [invalid(`${path}.networkTopology`, topology.highestTierName, `${where}${twoTiers}. Keep one of them`)]
    : []

/**
 * The highest tier of a pod group, and of each of its subgroups, is given by number or by name.
 * Mirrors podgroups/validate: validateNetworkTopology, which ends at the first subgroup.
 */
export const topologiesHaveOneTier: Rule<PodGroup> = {
  id: 'topologies-have-one-tier',
  nature: 'upstream',
  about: {
    why: 'By number and by name, the highest tier would be said twice, and differently.',
    fix: 'Keep one of the two fields.',
  },

  reads: [],
  check: ({ object: { spec = {} } }) => [
    ...check('spec', spec.networkTopology),
    ...(spec.subGroupPolicy ?? []).flatMap(({ name = '', networkTopology }, i) =>
      check(`spec.subGroupPolicy[${i}]`, networkTopology, `in subGroupPolicy '${name}': `),
    ),
  ],
}
