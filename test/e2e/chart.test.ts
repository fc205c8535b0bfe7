import { beforeAll, describe, expect, it } from 'vitest'
import { chartFolder, renderArguments } from '../charts/chart.ts'
import { isHelmInControlPlane } from '../charts/find-helm.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'

const combinations = [
  { of: 'no values', values: {} },
  { of: 'resource groups', values: { resourceGroups: [{ resourceGroup: 'cpu', labels: { zone: 'a' } }] } },
  { of: 'a TLS Secret of the user', values: { tls: { existingSecret: 'webhook-tls' } } },
  {
    of: 'a NetworkPolicy',
    values: {
      networkPolicy: { enabled: true, metricsFrom: [{ podSelector: { matchLabels: { app: 'prometheus' } } }] },
    },
  },
  { of: 'one replica and one webhook', values: { replicas: 1, enabledAdmissions: ['/jobs/validate'] } },
  {
    of: 'everything else set',
    values: {
      image: { repository: 'example.com/admission', digest: `sha256:${'0'.repeat(64)}` },
      imagePullSecrets: [{ name: 'registry' }],
      webhooksNamespaceSelectorExpressions: [{ key: 'workload-type', operator: 'In', values: ['batch'] }],
      nodeOptions: '--max-old-space-size=384',
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      affinity: { nodeAffinity: {} },
      tolerations: [{ operator: 'Exists' }],
      commonLabels: { team: 'batch' },
      podLabels: { 'sidecar.istio.io/inject': 'false' },
      podAnnotations: { note: 'text' },
      serviceAccountAnnotations: { note: 'text' },
      service: { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] },
    },
  },
]

describe.skipIf(!isHelmInControlPlane())('chart', () => {
  describeControlPlane('chart', (controlPlane) => {
    beforeAll(async () => {
      stdoutOf(await controlPlane().kubectl(['create', 'namespace', 'volcano-system']))
    })

    describe.each(combinations)('with $of', ({ values }) => {
      it('pleases helm lint', async () => {
        const { code, stdout } = await controlPlane().helm(['lint', '--strict', chartFolder, '--values', '-'], {
          input: JSON.stringify(values),
        })
        expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('0 chart(s) failed') })
      })

      it('is accepted by the API server without a warning', async () => {
        const input = stdoutOf(await controlPlane().helm(renderArguments, { input: JSON.stringify(values) }))
        const { code, stderr } = await controlPlane().kubectl(['apply', '--dry-run=server', '-f', '-'], { input })
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      })
    })
  })
})
