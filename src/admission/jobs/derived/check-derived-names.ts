import { bytesOf, isLetterFirstLabel, labelMistakes, subdomainMistakes } from '../../../kubernetes/names.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { isAtLeast, type KubernetesVersion } from '../../../kubernetes/version.ts'
import { jobNameOf } from '../../../plugins/hosts.ts'
import { none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { type DerivedName, longestSuffix, namesOfJob } from './names-of-job.ts'
import { suggestName } from './suggest-name.ts'

/** The field that names a job, and what the name of the job has around it when another object makes the job. */
export type NameField = Readonly<{ path: string; value: string; before?: string; after?: string }>

/** Whether every name that can be made of a job's is legal, whatever the job has. */
export const isSafeName = (job: string): boolean => job.length <= 63 - longestSuffix && isLetterFirstLabel(job)

/** The names that are made of that of a job, as findings at the field that names it. */
export function checkDerivedNames(
  job: Job,
  version: KubernetesVersion | undefined,
  field: NameField = { path: 'metadata.name', value: jobNameOf(job) },
): readonly Finding[] {
  const name = jobNameOf(job)
  if (isSafeName(name)) return none
  const names = namesOfJob(job)
  const longest = names.reduce((length, { suffix }) => Math.max(length, suffix.length), 0)
  return names.flatMap((derived) => checkName(name, derived, 63 - longest, field, version))
}

/** The feature gate RelaxedServiceNameValidation is on from there. */
const firstWithRelaxedServices: KubernetesVersion = { major: 1, minor: 36 }

function checkName(
  job: string,
  { what, suffix, kind }: DerivedName,
  room: number,
  field: NameField,
  version: KubernetesVersion | undefined,
): readonly Finding[] {
  const name = job + suffix
  const mistakes = mistakesIn(name, kind, version)
  if (mistakes.length === 0) return none
  const excess = bytesOf(name) - 63
  const advice = [excess > 0 ? `${excess} too many` : '', adviseName(field, room)].filter((part) => part !== '')
  return [
    invalid(field.path, field.value, `${what} would be called "${name}": ${mistakes.join(' ')}; ${advice.join(': ')}`),
  ]
}

function mistakesIn(
  name: string,
  kind: DerivedName['kind'],
  version: KubernetesVersion | undefined,
): readonly string[] {
  if (kind === 'subdomain') return subdomainMistakes(name)
  const isRelaxed = kind === 'label' || isAtLeast(version, firstWithRelaxedServices)
  const mistakes = labelMistakes(name)
  if (isRelaxed || mistakes.length > 0 || isLetterFirstLabel(name)) return mistakes
  // Kubernetes says so in 250 characters, and a warning has no room for more.
  return ['must begin with a letter, as Kubernetes before 1.36 demands of a Service']
}

function adviseName({ value, before = '', after = '' }: NameField, room: number): string {
  const suggested = suggestName(value, room - before.length - after.length)
  return suggested === undefined ? 'give it another name' : `give it another name, such as "${suggested}"`
}
