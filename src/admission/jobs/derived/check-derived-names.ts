import { bytesOf, labelMistakes, letterFirstLabelMistakes, subdomainMistakes } from '../../../kubernetes/names.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { isAtLeast, type KubernetesVersion } from '../../../kubernetes/version.ts'
import { jobNameOf } from '../../../plugins/hosts.ts'
import { type Finding, invalid } from '../../finding.ts'
import { none } from '../../pod-templates/checks.ts'
import { type DerivedName, longestSuffix, namesOfJob } from './names-of-job.ts'
import { suggestName } from './suggest-name.ts'

/**
 * The names that are made of that of a job, as findings at `metadata.name`. Of a job that another object makes, `added` is
 * what its name has behind that of the object.
 */
export function checkDerivedNames(job: Job, version: KubernetesVersion | undefined, added = ''): readonly Finding[] {
  const name = jobNameOf(job)
  if (name.length <= 63 - longestSuffix && letterFirstLabelMistakes(name).length === 0) return none
  const names = namesOfJob(job).map((derived) => ({ ...derived, suffix: added + derived.suffix }))
  const room = 63 - names.reduce((longest, { suffix }) => Math.max(longest, suffix.length), 0)
  const given = name.slice(0, name.length - added.length)
  return names.flatMap((derived) => checkName(given, derived, room, version))
}

/** The feature gate RelaxedServiceNameValidation is on from there. */
const firstWithRelaxedServices: KubernetesVersion = { major: 1, minor: 36 }

function checkName(
  given: string,
  { what, suffix, kind }: DerivedName,
  room: number,
  version: KubernetesVersion | undefined,
): readonly Finding[] {
  const name = given + suffix
  const mistakes = mistakesIn(name, kind, version)
  if (mistakes.length === 0) return none
  const excess = bytesOf(name) - 63
  const advice = [excess > 0 ? `${excess} too many` : '', adviseName(given, room)].filter((part) => part !== '')
  return [
    invalid('metadata.name', given, `${what} would be called "${name}": ${mistakes.join(' ')}; ${advice.join(': ')}`),
  ]
}

function mistakesIn(
  name: string,
  kind: DerivedName['kind'],
  version: KubernetesVersion | undefined,
): readonly string[] {
  if (kind === 'subdomain') return subdomainMistakes(name)
  const isRelaxed = kind === 'label' || isAtLeast(version, firstWithRelaxedServices)
  return isRelaxed ? labelMistakes(name) : letterFirstLabelMistakes(name)
}

const adviseName = (given: string, room: number): string => {
  const suggested = suggestName(given, room)
  return suggested === undefined ? 'give it another name' : `give it another name, such as "${suggested}"`
}
