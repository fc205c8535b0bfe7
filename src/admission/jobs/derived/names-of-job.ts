import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'

/**
 * Something that bears the name of its job with a suffix, and what its name must be: that of a Service, a label or a subdomain. What
 * has a name of a weaker rule beside one of these (the ConfigMap and NetworkPolicy of svc, the subdomain of its pods, the
 * Secret of ssh, claims) is legal where these are.
 */
export type DerivedName = Readonly<{ what: string; suffix: string; kind: 'service' | 'label' | 'subdomain' }>

const ofPlugins: Readonly<Record<string, readonly DerivedName[]>> = {
  ray: [{ what: 'the Service that ray makes', suffix: '-head-svc', kind: 'service' }],
  ssh: [{ what: 'the volume that ssh mounts', suffix: '-ssh', kind: 'label' }],
  svc: [
    { what: 'the Service that svc makes', suffix: '', kind: 'service' },
    { what: 'the volume that svc mounts', suffix: '-svc', kind: 'label' },
  ],
}

/** Volcano makes up the last twelve characters. */
const ofVolumes: DerivedName = { what: 'a volume of spec.volumes', suffix: '-000000000000', kind: 'label' }

/** Its pods need no more, and neither does the job: an API server asks about no other job, but files may hold one. */
const itself: DerivedName = { what: 'the job', suffix: '', kind: 'subdomain' }

/** No suffix is longer. */
export const longestSuffix = ofVolumes.suffix.length

/** Everything of a job that has a name made of the job's. */
export function namesOfJob({ spec = {} }: Job): readonly DerivedName[] {
  const names: DerivedName[] = []
  for (const plugin in ofPlugins)
    if (spec.plugins !== undefined && Object.hasOwn(spec.plugins, plugin)) names.push(...(ofPlugins[plugin] ?? []))
  if (spec.volumes !== undefined && spec.volumes.length > 0) names.push(ofVolumes)
  return names.length > 0 ? names : [itself]
}
