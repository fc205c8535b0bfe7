import type { Affinity } from '../../../kubernetes/shapes/affinity.ts'
import { type Check, each, joined, none, present } from '../../checks.ts'
import { type Finding, required } from '../../finding.ts'
import { checkDnsLabel, checkLabelKey } from '../check-names.ts'
import { checkLabelSelector } from './label-selector.ts'
import { checkLabelKeys } from './match-label-keys.ts'
import { checkWeight } from './weight.ts'

type PodAffinity = NonNullable<Affinity['podAffinity']>
type Term = NonNullable<PodAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number]

/** Near to other pods, or far from them. Mirrors validatePodAffinity and validatePodAntiAffinity. */
export const checkPodAffinity: Check<PodAffinity> = (affinity, path) =>
  joined(
    each(
      affinity.requiredDuringSchedulingIgnoredDuringExecution,
      `${path}.requiredDuringSchedulingIgnoredDuringExecution`,
      checkTerm,
    ),
    each(
      affinity.preferredDuringSchedulingIgnoredDuringExecution,
      `${path}.preferredDuringSchedulingIgnoredDuringExecution`,
      ({ weight = 0, podAffinityTerm = {} }, at) =>
        joined(checkWeight(weight, `${at}.weight`), checkTerm(podAffinityTerm, `${at}.podAffinityTerm`)),
    ),
  )

/** Mirrors validatePodAffinityTerm. */
const checkTerm: Check<Term> = (term, path) =>
  joined(
    present(term.labelSelector, `${path}.labelSelector`, checkLabelSelector),
    present(term.namespaceSelector, `${path}.namespaceSelector`, checkLabelSelector),
    each(term.namespaces, `${path}.namespaces`, checkDnsLabel),
    checkLabelKeys(term, path),
    checkTopologyKey(term.topologyKey ?? '', `${path}.topologyKey`),
  )

const checkTopologyKey = (key: string, path: string): readonly Finding[] =>
  joined(
    key === '' ? [required(path, 'can not be empty; a label of nodes, such as kubernetes.io/hostname')] : none,
    checkLabelKey(key, path),
  )
