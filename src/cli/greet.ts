import { join } from 'node:path'

/** A question that anybody can paste: a Job that waits for two pods and has one. */
const question = {
  kind: 'AdmissionReview',
  apiVersion: 'admission.k8s.io/v1',
  request: {
    uid: 'try-1',
    kind: { group: 'batch.volcano.sh', version: 'v1alpha1', kind: 'Job' },
    resource: { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'jobs' },
    operation: 'CREATE',
    name: 'try',
    namespace: 'default',
    object: {
      metadata: { name: 'try' },
      spec: { queue: 'default', minAvailable: 2, tasks: [{ name: 'worker', replicas: 1 }] },
    },
  },
}

/** What a developer can do with a server that runs on manifests: the address, and a call to paste. */
export const greet = (url: string, folder: string, objects: readonly string[]): string =>
  [
    '',
    `Serving ${objects.join(', ')} on ${url}. Ask it about a Job that waits for more pods than it has:`,
    '',
    `  curl --cacert ${join(folder, 'ca.crt')} -H 'Content-Type: application/json' \\`,
    `    --data '${JSON.stringify(question)}' \\`,
    `    ${url}/jobs/validate`,
    '',
  ].join('\n')
