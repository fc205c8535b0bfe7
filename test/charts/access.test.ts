import { describe, expect, it } from 'vitest'
import { helm, pickOnly, renderChart } from './render-chart.ts'

describe.skipIf(helm === undefined)('access to the cluster', () => {
  it('reads jobs and queues and changes nothing but its own webhook configurations', () => {
    expect(pickOnly(renderChart(), 'ClusterRole').rules).toEqual([
      { apiGroups: ['batch.volcano.sh'], resources: ['jobs'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['scheduling.volcano.sh'], resources: ['queues'], verbs: ['get', 'list', 'watch'] },
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['mutatingwebhookconfigurations'],
        resourceNames: ['volcano-admission-service-jobs-mutate', 'volcano-admission-service-pods-mutate'],
        verbs: ['get', 'patch', 'update'],
      },
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['validatingwebhookconfigurations'],
        resourceNames: ['volcano-admission-service-jobs-validate'],
        verbs: ['get', 'patch', 'update'],
      },
    ])
  })

  it('never holds a rule for all configurations of a type, of which no webhook is enabled', () => {
    const { rules } = pickOnly(renderChart({ enabledAdmissions: ['/jobs/validate'] }), 'ClusterRole')
    expect(rules.flatMap(({ resources }: { resources: string[] }) => resources)).toEqual([
      'jobs',
      'queues',
      'validatingwebhookconfigurations',
    ])
  })

  it('keeps its certificates in one Secret of its own namespace', () => {
    expect(pickOnly(renderChart({ certificateSecret: 'webhook-ca' }), 'Role')).toMatchObject({
      metadata: { namespace: 'volcano-system' },
      rules: [
        { resources: ['secrets'], resourceNames: ['webhook-ca'], verbs: ['get', 'patch', 'update'] },
        { resources: ['secrets'], verbs: ['create'] },
      ],
    })
  })

  it('touches no Secret when the certificates are mounted', () => {
    const { objects } = renderChart({ tls: { existingSecret: 'webhook-tls' } })
    expect(objects.map(({ kind }) => kind).filter((kind) => kind.startsWith('Role'))).toEqual([])
  })

  it('has a token in its own pods and in no other', () => {
    const rendered = renderChart()
    expect(pickOnly(rendered, 'ServiceAccount').automountServiceAccountToken).toBe(false)
    expect(pickOnly(rendered, 'Deployment').spec.template.spec.automountServiceAccountToken).toBe(true)
  })

  it('may be reached at its two ports alone when the NetworkPolicy is on', () => {
    const metricsFrom = [{ namespaceSelector: { matchLabels: { team: 'monitoring' } } }]
    expect(
      pickOnly(renderChart({ networkPolicy: { enabled: true, metricsFrom } }), 'NetworkPolicy').spec,
    ).toMatchObject({
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ port: 'webhooks' }] }, { ports: [{ port: 'health' }], from: metricsFrom }],
    })
  })
})
