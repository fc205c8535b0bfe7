import { stdoutOf } from './run-command.ts'
import type { ControlPlane } from './start.ts'

/**
 * Makes the API server reach a Service on this machine, though no network serves it: a webhook's `clientConfig.service` with
 * `port` is then asked at 127.0.0.1:port. As in a cluster, the certificate must be for `<name>.<namespace>.svc`.
 * Replaces a Service of that name, for example a chart's.
 */
export async function routeServiceToLoopback(
  { kubectl }: ControlPlane,
  namespace: string,
  name: string,
): Promise<void> {
  const input = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: { type: 'ExternalName', externalName: '127.0.0.1' },
  })
  stdoutOf(await kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], { input }))
}
