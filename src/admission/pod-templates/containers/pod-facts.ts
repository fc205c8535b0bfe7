import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { listed } from '../../finding.ts'
import { once } from '../once.ts'

/** What of its pod a container depends on, with the defaults of Kubernetes. */
export type PodFacts = Readonly<{
  /** The volumes that can be mounted: those with nothing wrong. */
  volumes: ReadonlyMap<string, Volume>
  /** Their names, in a sentence. */
  tellVolumes: () => string
  /** The resource claims that containers can take. */
  claimNames: ReadonlySet<string>
  restartPolicy: string
  /** How many seconds it has to end. */
  gracePeriod: number
  /** Undefined when the template does not tell; '' when it tells one without a name. */
  os: string | undefined
  /** Whether users are those of the node. */
  hostUsers: boolean
}>

const noNames: ReadonlySet<string> = new Set()

export const podFactsOf = (spec: PodSpec, volumes: ReadonlyMap<string, Volume>): PodFacts => ({
  volumes,
  tellVolumes: once(() => listed(volumes.keys()) || 'none'),
  claimNames: spec.resourceClaims === undefined ? noNames : claimNamesOf(spec.resourceClaims),
  restartPolicy: spec.restartPolicy || 'Always',
  gracePeriod: spec.terminationGracePeriodSeconds ?? 30,
  os: spec.os && (spec.os.name ?? ''),
  hostUsers: spec.hostUsers ?? true,
})

const claimNamesOf = (claims: readonly Readonly<{ name?: string }>[]): ReadonlySet<string> =>
  new Set(claims.flatMap(({ name = '' }) => (name === '' ? [] : [name])))
