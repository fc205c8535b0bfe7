import { proofAnnotation, proofName } from '../admission/path-proof.ts'
import type { Webhook } from '../admission/webhook.ts'

export type Proven = Pick<Webhook, 'path' | 'type' | 'resource' | 'scope'>

type Wanted = Readonly<{
  /** Where objects in namespaces are tried. */
  namespace: string
  /** Only pods of this scheduler are sent to the webhooks of pods. */
  schedulerName: string
  /** By which the answer is known. */
  word: string
}>

type Kind = Readonly<{ kind: string; spec?: (wanted: Wanted) => object }>

/** Containers are such as every cluster takes, so that nobody else refuses the pod. */
const restrictedContainer = {
  name: 'main',
  image: 'volcano-admission.invalid/path-proof',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
}

/** What the schemas of the CRDs ask for, and nothing else. */
const kinds: Readonly<Record<string, Kind>> = {
  jobs: { kind: 'Job', spec: () => ({ minAvailable: 0 }) },
  pods: {
    kind: 'Pod',
    spec: ({ schedulerName }) => ({
      schedulerName,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [restrictedContainer],
    }),
  },
  queues: { kind: 'Queue' },
  podgroups: { kind: 'PodGroup' },
  jobflows: { kind: 'JobFlow' },
  jobtemplates: { kind: 'JobTemplate' },
  cronjobs: { kind: 'CronJob', spec: () => ({ schedule: '0 0 1 1 *', jobTemplate: {} }) },
  hypernodes: { kind: 'HyperNode', spec: () => ({ tier: 1 }) },
}

/**
 * An object that the webhook must refuse, and where to apply it. It is applied, not posted, since rights to create can be
 * limited to a name only so.
 */
export function proofObject(
  { path, resource: { group, version, resource }, scope }: Proven,
  wanted: Wanted,
): Readonly<{ path: string; object: object }> {
  const { kind, spec } = kinds[resource] ?? { kind: resource }
  const apiVersion = group === '' ? version : `${group}/${version}`
  const isNamespaced = scope === 'Namespaced'
  const base = `${group === '' ? '/api' : '/apis'}/${apiVersion}${isNamespaced ? `/namespaces/${wanted.namespace}` : ''}`
  const metadata = {
    name: proofName,
    ...(isNamespaced && { namespace: wanted.namespace }),
    // Pods are sent to the webhooks by this mark of a job.
    labels: { 'volcano.sh/job-name': proofName },
    annotations: { [proofAnnotation]: `${path} ${wanted.word}` },
  }
  return {
    path: `${base}/${resource}/${proofName}`,
    object: { apiVersion, kind, metadata, ...(spec && { spec: spec(wanted) }) },
  }
}
