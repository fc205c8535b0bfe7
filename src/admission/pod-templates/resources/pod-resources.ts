import { canonicalResource } from '../../../kubernetes/quantity-text.ts'
import { isHugePageResource } from '../../../kubernetes/resource-names.ts'
import type { ResourceList } from '../../../kubernetes/shapes/metadata.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { each, eachEntry, joined, none } from '../../checks.ts'
import { type Finding, forbidden, invalid } from '../../finding.ts'
import { amountOf, compareAmounts } from './amounts.ts'
import { checkRequirements } from './check-requirements.ts'
import { checkPodResourceName } from './resource-names.ts'
import { sumOfContainers } from './sum-of-containers.ts'

/** A pod as a whole has enough for its containers. Mirrors validatePodResources. */
export function checkPodResources(spec: PodSpec, path: string, claimNames: ReadonlySet<string>): readonly Finding[] {
  const { resources, os } = spec
  if (resources === undefined) return none
  const at = `${path}.resources`
  if (os?.name === 'windows') return [forbidden(at, 'may not be set for a windows pod; give each container its own')]
  return joined(
    resources.claims === undefined
      ? none
      : [forbidden(`${at}.claims`, 'claims may not be set for Resources at pod-level; let the containers have them')],
    checkRequirements(resources, at, claimNames, checkPodResourceName),
    checkSums(spec, 'requests', resources.requests ?? {}, `${at}.requests`),
    checkSums(spec, 'limits', resources.limits ?? {}, `${at}.limits`),
    checkLimits(spec, resources.limits ?? {}, path),
  )
}

/** Limits can be overcommitted, those of huge pages apart. */
function checkSums(
  spec: PodSpec,
  list: 'requests' | 'limits',
  amounts: ResourceList,
  path: string,
): readonly Finding[] {
  const found: Finding[] = []
  for (const [name, { amount, text }] of sumOfContainers(spec, list)) {
    const ofPod = ownAmount(amounts, name)
    if (ofPod === undefined || (list === 'limits' && !isHugePageResource(name)) || amount <= amountOf(ofPod)) continue
    const sentence = `must be greater than or equal to aggregate container ${list} of ${text}`
    found.push(invalid(`${path}[${name}]`, ofPod, sentence))
  }
  return found
}

const checkLimits = ({ containers }: PodSpec, ofPod: ResourceList, path: string): readonly Finding[] =>
  each(containers, `${path}.containers`, ({ resources }, at) =>
    eachEntry(resources?.limits, `${at}.resources.limits`, (name, limit, ofLimit) => {
      const most = ownAmount(ofPod, name)
      if (most === undefined || compareAmounts(limit, most) <= 0) return none
      return [invalid(ofLimit, limit, `must be less than or equal to pod limits of ${canonicalResource(most)}`)]
    }),
  )

const ownAmount = (amounts: ResourceList, name: string): string | number | undefined =>
  Object.hasOwn(amounts, name) ? amounts[name] : undefined
