import { bytesOf, labelMistakes, letterFirstLabelMistakes, subdomainMistakes } from '../../../kubernetes/names.ts'
import { isAtLeast, type KubernetesVersion } from '../../../kubernetes/version.ts'
import { type Finding, invalid } from '../../finding.ts'
import { type DerivedName, longestSuffix, namesOfJob } from '../derived/names-of-job.ts'
import { suggestName } from '../derived/suggest-name.ts'
import type { JobRule } from '../rule.ts'

/**
 * The Services and volumes that a job gets have the job's name with a suffix, and the API server has to take them. Volcano
 * looks at the name of the job alone.
 */
export const derivedNamesAreLegal: JobRule = {
  id: 'derived-names-are-legal',
  nature: 'impossible',
  about: {
    why: 'A job gets Services and volumes that are called after it: `<job>` and `<job>-svc` with the plugin svc, `<job>-ssh` with ssh, `<job>-head-svc` with ray, `<job>-` and twelve characters for each of `spec.volumes`. These names may have no dots and 63 characters in all, and before Kubernetes 1.36 that of a Service begins with a letter. Where the API server refuses one of them, the job waits for ever.',
    fix: 'Give the job the name that the answer suggests. A name with dots, or a long one, is fine for a job without these plugins.',
    upstream: [4691, 1074],
  },
  reads: [],
  check({ object }, _, { kubernetesVersion }) {
    const job = object.metadata?.name ?? ''
    if (job.length <= 63 - longestSuffix && letterFirstLabelMistakes(job).length === 0) return none
    const names = namesOfJob(object)
    const room = 63 - names.reduce((longest, { suffix }) => Math.max(longest, suffix.length), 0)
    return names.flatMap((derived) => checkName(job, derived, room, kubernetesVersion))
  },
}

const none: readonly never[] = []

/** The feature gate RelaxedServiceNameValidation is on from there. */
const firstWithRelaxedServices: KubernetesVersion = { major: 1, minor: 36 }

function checkName(
  job: string,
  { what, suffix, kind }: DerivedName,
  room: number,
  version: KubernetesVersion | undefined,
): readonly Finding[] {
  const name = job + suffix
  const mistakes = mistakesIn(name, kind, version)
  if (mistakes.length === 0) return none
  const excess = bytesOf(name) - 63
  const advice = [excess > 0 ? `${excess} too many` : '', adviseName(job, room)].filter((part) => part !== '')
  return [
    invalid('metadata.name', job, `${what} would be called "${name}": ${mistakes.join(' ')}; ${advice.join(': ')}`),
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

const adviseName = (job: string, room: number): string => {
  const suggested = suggestName(job, room)
  return suggested === undefined ? 'give the job another name' : `give the job another name, such as "${suggested}"`
}
