/** Where the API server serves a kind of objects, and how manifests name it. */
export type Resource = Readonly<{ name: string; apiVersion: string; kind: string; path: string }>

const resourceOf = (group: string, version: string, plural: string, kind: string): Resource => ({
  name: `${plural}.${group}`,
  apiVersion: `${group}/${version}`,
  kind,
  path: `/apis/${group}/${version}/${plural}`,
})

export const jobs = resourceOf('batch.volcano.sh', 'v1alpha1', 'jobs', 'Job')
export const queues = resourceOf('scheduling.volcano.sh', 'v1beta1', 'queues', 'Queue')

export const isOf = ({ apiVersion, kind }: Resource, object: unknown): boolean => {
  const typed = (object ?? {}) as Readonly<{ apiVersion?: unknown; kind?: unknown }>
  return typed.apiVersion === apiVersion && typed.kind === kind
}
