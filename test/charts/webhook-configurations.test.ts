import { describe, expect, it } from 'vitest'
import { configurationName } from '../../src/admission/webhook.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { resources } from '../../src/cluster/resources.ts'
import { readReadableResources, readRegisteredWebhooks } from './read-registered-webhooks.ts'
import { helm, pickOnly, renderChart } from './render-chart.ts'

const management = { resourceGroup: 'management', object: { key: 'namespace', value: ['mng-ns-1'] } }

/** The only webhook of each configuration object, by the path that it calls. */
function webhooksByPath(values?: Parameters<typeof renderChart>[0]) {
  const { objects } = renderChart(values)
  const webhooks = objects.flatMap(({ kind, webhooks }) => (kind.endsWith('WebhookConfiguration') ? webhooks : []))
  return new Map(webhooks.map((webhook) => [webhook.clientConfig.service.path, webhook]))
}

const volcanosPaths = [
  ...['/cronjobs/validate', '/hypernodes/validate', '/jobflows/validate', '/jobs/mutate', '/jobs/validate'],
  ...['/podgroups/mutate', '/podgroups/validate', '/pods/mutate', '/pods/validate'],
  ...['/queues/mutate', '/queues/validate'],
]
const everyPath = [...volcanosPaths, '/jobtemplates/validate']

const pathsOf = (values?: Parameters<typeof renderChart>[0]) =>
  readRegisteredWebhooks(renderChart(values)).map(({ path }) => path)

describe.skipIf(helm === undefined)('webhook configurations', () => {
  it('register all that Volcano has, unless told otherwise', () => {
    expect(pathsOf()).toEqual(volcanosPaths)
  })

  it('register one that is not of Volcano when it is named', () => {
    expect(pathsOf({ enabledAdmissions: ['/jobtemplates/validate'] })).toEqual(['/jobtemplates/validate'])
  })

  it('are there for every webhook that the server serves, and for no other', () => {
    expect(pathsOf({ enabledAdmissions: everyPath })).toEqual(webhooks.map(({ path }) => path).sort())
  })

  it.each(webhooks.map((webhook) => [webhook.path, webhook] as const))(
    'of %s say what the server says of it, and it may read what it reads',
    (path, { type, name, resource, scope, operations, sideEffects, reads }) => {
      const alone = renderChart({ enabledAdmissions: [path] })
      const inCode = { path, type, name, resource, scope, operations, sideEffects }
      expect(readRegisteredWebhooks(alone)).toEqual([{ ...inCode, configuration: configurationName(path) }])
      expect(readReadableResources(alone)).toEqual(reads.map((kind) => resources[kind].name).sort())
    },
  )

  it('write out every field that the API server would fill in, and leave caBundle to the server', () => {
    expect(
      pickOnly(
        renderChart({ enabledAdmissions: ['/jobs/mutate'], pathProof: { enabled: false } }),
        'MutatingWebhookConfiguration',
      ).webhooks,
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
        sideEffects: 'NoneOnDryRun',
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

  it('ask for pods that wait for their queue, too, when there are gates', () => {
    expect(webhooksByPath({ featureGates: { SchedulingGatesQueueAdmission: true } }).get('/pods/mutate')).toMatchObject(
      {
        objectSelector: {},
        matchConditions: [{ expression: expect.stringContaining('scheduling.volcano.sh/queue-allocation-gate') }],
      },
    )
  })

  it('ask for budgets in pods of the schedulers alone', () => {
    expect(webhooksByPath({ schedulerNames: ['volcano', 'batch'] }).get('/pods/validate').matchConditions).toEqual([
      {
        name: 'scheduled-by-volcano',
        expression: 'has(object.spec.schedulerName) && object.spec.schedulerName in ["volcano","batch"]',
      },
    ])
  })

  it.each([
    ['/jobs/mutate', true],
    ['/queues/validate', true],
    ['/hypernodes/validate', true],
    ['/podgroups/validate', false],
  ])('of %s that are asked on update leave out what is being deleted: %s', (path, isAskedOnUpdate) => {
    const conditions = webhooksByPath().get(path).matchConditions ?? []
    expect(conditions.map(({ name }: { name: string }) => name)).toEqual(isAskedOnUpdate ? ['not-being-deleted'] : [])
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
    expect([...configured.values()]).toMatchObject(volcanosPaths.map(() => wanted))
  })

  it('are left out, and not served, when their path is not enabled', () => {
    const values = { enabledAdmissions: ['/jobs/validate'] }
    expect(pathsOf(values)).toEqual(['/jobs/validate'])
    expect(pickOnly(renderChart(values), 'Deployment').spec.template.spec.containers[0].args).toContain(
      '--enabled-admission=/jobs/validate',
    )
  })
})
