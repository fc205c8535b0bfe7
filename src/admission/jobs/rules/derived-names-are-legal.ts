import { checkDerivedNames } from '../derived/check-derived-names.ts'
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
  check: ({ object }, _, { kubernetesVersion }) => checkDerivedNames(object, kubernetesVersion),
}
