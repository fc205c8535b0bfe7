import { configurationName, type Webhook } from '../../src/admission/webhook.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import { podsOfJobs } from './start-server.ts'

/** What the load of `job-load.ts` calls. */
export const pathsOfLoad = ['/jobs/mutate', '/jobs/validate', '/pods/mutate'] as const

export type PathOfLoad = (typeof pathsOfLoad)[number]

/** Registers the webhooks at the URL under the names of the chart, and without a CA bundle, which is the server's to write. */
export async function registerWithoutAuthority({ kubectl }: ControlPlane, url: string): Promise<void> {
  const items = webhooks.filter(({ path }) => pathsOfLoad.some((each) => each === path)).map(configurationOf(url))
  stdoutOf(await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) }))
}

const configurationOf =
  (url: string) =>
  ({ path, type, name, resource: { group, version, resource }, operations }: Webhook) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${type === 'validating' ? 'Validating' : 'Mutating'}WebhookConfiguration`,
    metadata: { name: configurationName(path) },
    webhooks: [
      {
        name,
        clientConfig: { url: `${url}${path}` },
        rules: [{ apiGroups: [group], apiVersions: [version], resources: [resource], operations }],
        ...(path === '/pods/mutate' && { objectSelector: podsOfJobs }),
        ...{ admissionReviewVersions: ['v1'], sideEffects: 'None', failurePolicy: 'Fail', timeoutSeconds: 10 },
      },
    ],
  })

/** The webhook configuration as kubectl names it. */
export const resourceOf = (path: PathOfLoad): string =>
  `${path.endsWith('mutate') ? 'mutating' : 'validating'}webhookconfiguration/${configurationName(path)}`
