import { describe, expect, it } from 'vitest'
import { helm, pickOnly, renderChart } from './render-chart.ts'

const always = [
  'ClusterRole',
  'ClusterRoleBinding',
  'Deployment',
  ...Array(4).fill('MutatingWebhookConfiguration'),
  'PodDisruptionBudget',
  ...['Role', 'Role', 'RoleBinding', 'RoleBinding'],
  'Service',
  'ServiceAccount',
  ...Array(7).fill('ValidatingWebhookConfiguration'),
]

describe.skipIf(helm === undefined)('release', () => {
  it.each([
    { given: 'no values', values: {}, more: [] },
    { given: 'a configuration file', values: { admissionConf: 'resourceGroups: []' }, more: ['ConfigMap'] },
    { given: 'scheduling gates', values: { featureGates: { AllAlpha: true } }, more: ['ConfigMap'] },
    {
      given: 'all gates but those of scheduling',
      values: { featureGates: { AllAlpha: true, SchedulingGatesQueueAdmission: false } },
      more: [],
    },
    { given: 'a NetworkPolicy', values: { networkPolicy: { enabled: true } }, more: ['NetworkPolicy'] },
    { given: 'alerts', values: { prometheusRule: { enabled: true } }, more: ['PrometheusRule'] },
    { given: 'a dashboard', values: { dashboard: { enabled: true } }, more: ['ConfigMap'] },
    { given: 'autoscaling', values: { autoscaling: { enabled: true } }, more: ['HorizontalPodAutoscaler'] },
    { given: 'a ServiceMonitor', values: { serviceMonitor: { enabled: true } }, more: ['ServiceMonitor'] },
  ])('has with $given these kinds of objects', ({ values, more }) => {
    const kinds = renderChart(values).objects.map(({ kind }) => kind)
    expect(kinds.sort()).toEqual([...always, ...more].sort())
  })

  it('chooses the same pods in the Deployment, the Service and the PodDisruptionBudget', () => {
    const rendered = renderChart({ commonLabels: { team: 'batch' } })
    const { selector, template } = pickOnly(rendered, 'Deployment').spec
    expect(pickOnly(rendered, 'Service').spec.selector).toEqual(selector.matchLabels)
    expect(pickOnly(rendered, 'PodDisruptionBudget').spec.selector).toEqual(selector)
    expect(template.metadata.labels).toMatchObject({ ...selector.matchLabels, team: 'batch' })
  })

  it('can be drained one pod after the other, also with a single replica', () => {
    expect(pickOnly(renderChart({ replicas: 1 }), 'PodDisruptionBudget').spec).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    })
  })

  it.each([
    { given: 'its own certificate', values: {}, secret: 'volcano-admission-secret' },
    { given: 'that of the user', values: { tls: { existingSecret: 'webhook-tls' } }, secret: 'webhook-tls' },
  ])('has its metrics read over HTTPS with $given', ({ values, secret }) => {
    const rendered = renderChart({ serviceMonitor: { enabled: true, labels: { release: 'prometheus' } }, ...values })
    const { metadata, spec } = pickOnly(rendered, 'ServiceMonitor')
    expect(metadata.labels).toMatchObject({ release: 'prometheus' })
    expect(spec.endpoints).toEqual([
      {
        port: 'metrics',
        path: '/metrics',
        interval: '30s',
        scheme: 'https',
        tlsConfig: {
          serverName: 'volcano-admission-service.volcano-system.svc',
          ca: { secret: { name: secret, key: 'ca.crt' } },
        },
      },
    ])
    expect(pickOnly(rendered, 'Service').spec.ports).toContainEqual({
      name: 'metrics',
      port: 11251,
      targetPort: 'health',
      protocol: 'TCP',
    })
  })

  it('sends port 443 of the Service to the port of the webhooks', () => {
    expect(pickOnly(renderChart(), 'Service').spec.ports).toContainEqual({
      name: 'webhooks',
      port: 443,
      targetPort: 'webhooks',
      protocol: 'TCP',
    })
  })
})
