import { describe, expect, it } from 'vitest'
import { configurationName } from '../../src/admission/webhook.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { readRegisteredWebhooks } from './read-registered-webhooks.ts'
import { helm, pickOnly, renderChart } from './render-chart.ts'

const management = { resourceGroup: 'management', object: { key: 'namespace', value: ['mng-ns-1'] } }

/** The only webhook of each configuration object, by the path that it calls. */
function webhooksByPath(values?: Parameters<typeof renderChart>[0]) {
  const { objects } = renderChart(values)
  const webhooks = objects.flatMap(({ kind, webhooks }) => (kind.endsWith('WebhookConfiguration') ? webhooks : []))
  return new Map(webhooks.map((webhook) => [webhook.clientConfig.service.path, webhook]))
}

describe.skipIf(helm === undefined)('webhook configurations', () => {
  it('register what the server serves', () => {
    const served = webhooks.map(({ path, type, name, resource, operations }) => ({
      path,
      type,
      name,
      configuration: configurationName(path),
      resource,
      operations,
    }))
    expect(readRegisteredWebhooks(renderChart())).toEqual(served.sort((one, other) => (one.path < other.path ? -1 : 1)))
  })

  it('write out every field that the API server would fill in, and leave caBundle to the server', () => {
    expect(
      pickOnly(renderChart({ enabledAdmissions: ['/jobs/mutate'] }), 'MutatingWebhookConfiguration').webhooks,
    ).toEqual([
      {
        name: 'mutatejob.volcano.sh',
        admissionReviewVersions: ['v1'],
        clientConfig: {
          service: {
            name: 'volcano-admission-service',
            namespace: 'volcano-system',
            path: '/jobs/mutate',
            port: 443,
          },
        },
        rules: [
          {
            apiGroups: ['batch.volcano.sh'],
            apiVersions: ['v1alpha1'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['jobs'],
            scope: 'Namespaced',
          },
        ],
        failurePolicy: 'Fail',
        matchPolicy: 'Equivalent',
        reinvocationPolicy: 'IfNeeded',
        sideEffects: 'None',
        timeoutSeconds: 5,
        namespaceSelector: {
          matchExpressions: [
            { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['volcano-system', 'kube-system'] },
          ],
        },
        objectSelector: {},
        matchConditions: [
          {
            name: 'not-being-deleted',
            expression: "request.operation != 'UPDATE' || !has(oldObject.metadata.deletionTimestamp)",
          },
        ],
      },
    ])
  })

  it('have no reinvocation policy when they validate', () => {
    expect(webhooksByPath().get('/jobs/validate')).not.toHaveProperty('reinvocationPolicy')
  })

  it('ask for pods of jobs alone', () => {
    expect(webhooksByPath().get('/pods/mutate')).toMatchObject({
      objectSelector: { matchExpressions: [{ key: 'volcano.sh/job-name', operator: 'Exists' }] },
    })
  })

  it.each([
    { given: 'resource groups', values: { resourceGroups: [management] } },
    { given: 'a configuration file', values: { admissionConf: 'resourceGroups: []\n' } },
  ])('ask for every pod but the agents of nodes with $given', ({ values }) => {
    expect(webhooksByPath(values).get('/pods/mutate')).toMatchObject({
      objectSelector: {},
      matchConditions: [{ name: 'not-node-critical', expression: expect.stringContaining('system-node-critical') }],
    })
  })

  it('take the failure policy, the timeout and more conditions on namespaces from the values', () => {
    const expression = { key: 'workload-type', operator: 'In', values: ['batch'] }
    const configured = webhooksByPath({
      failurePolicy: 'Ignore',
      timeoutSeconds: 9,
      webhooksNamespaceSelectorExpressions: [expression],
    })
    const wanted = {
      failurePolicy: 'Ignore',
      timeoutSeconds: 9,
      namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name' }, expression] },
    }
    expect([...configured.values()]).toMatchObject([wanted, wanted, wanted])
  })

  it('are left out, and not served, when their path is not enabled', () => {
    const rendered = renderChart({ enabledAdmissions: ['/jobs/validate'] })
    expect(readRegisteredWebhooks(rendered).map(({ path }) => path)).toEqual(['/jobs/validate'])
    expect(pickOnly(rendered, 'Deployment').spec.template.spec.containers[0].args).toContain(
      '--enabled-admission=/jobs/validate',
    )
  })
})
