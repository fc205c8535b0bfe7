import { describe, expect, it } from 'vitest'
import { readReadableResources } from './read-registered-webhooks.ts'
import { helm, pickOnly, renderChart } from './render-chart.ts'

describe.skipIf(helm === undefined)('access to the cluster', () => {
  const read = ['get', 'list', 'watch']
  const write = ['get', 'watch', 'patch', 'update']

  const unproved = { pathProof: { enabled: false } }

  it('reads what its webhooks look at, and changes nothing but its own webhook configurations', () => {
    const enabledAdmissions = ['/pods/mutate', '/queues/validate', '/podgroups/mutate', '/podgroups/validate']
    expect(pickOnly(renderChart({ enabledAdmissions, ...unproved }), 'ClusterRole').rules).toEqual([
      { apiGroups: ['batch.volcano.sh'], resources: ['jobs'], verbs: read },
      { apiGroups: ['scheduling.volcano.sh'], resources: ['queues'], verbs: read },
      { apiGroups: [''], resources: ['namespaces'], verbs: read },
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['mutatingwebhookconfigurations'],
        resourceNames: ['volcano-admission-service-pods-mutate', 'volcano-admission-service-podgroups-mutate'],
        verbs: write,
      },
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['validatingwebhookconfigurations'],
        resourceNames: ['volcano-admission-service-queues-validate', 'volcano-admission-service-podgroups-validate'],
        verbs: write,
      },
    ])
  })

  it('reads six kinds of objects for all of Volcano, and no Secret', () => {
    expect(readReadableResources(renderChart())).toEqual([
      'jobs.batch.volcano.sh',
      'jobtemplates.flow.volcano.sh',
      'namespaces',
      'podgroups.scheduling.volcano.sh',
      'priorityclasses.scheduling.k8s.io',
      'queues.scheduling.volcano.sh',
    ])
  })

  it.each([
    [{}, false],
    [{ rules: { 'user-may-use-queue': 'off' } }, false],
    [{ rules: { 'user-may-use-queue': 'warn' } }, true],
    [{ rules: { 'user-may-use-queue': 'deny' } }, true],
  ])('with %j asks what users may do: %s', (values, want) => {
    const { rules } = pickOnly(renderChart(values), 'ClusterRole')
    const reviews = { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] }
    expect(JSON.stringify(rules).includes(JSON.stringify(reviews))).toBe(want)
  })

  it('never holds a rule for all configurations of a type, of which no webhook is enabled', () => {
    const { rules } = pickOnly(renderChart({ enabledAdmissions: ['/hypernodes/validate'], ...unproved }), 'ClusterRole')
    expect(rules).toEqual([
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['validatingwebhookconfigurations'],
        resourceNames: ['volcano-admission-service-hypernodes-validate'],
        verbs: write,
      },
    ])
  })

  it('keeps its certificates in one Secret of its own namespace', () => {
    expect(pickOnly(renderChart({ certificateSecret: 'webhook-ca', ...unproved }), 'Role')).toMatchObject({
      metadata: { namespace: 'volcano-system' },
      rules: [
        { resources: ['secrets'], resourceNames: ['webhook-ca'], verbs: ['get', 'patch', 'update'] },
        { resources: ['secrets'], verbs: ['create'] },
      ],
    })
  })

  it('touches no Secret when the certificates are mounted', () => {
    const { objects } = renderChart({ tls: { existingSecret: 'webhook-tls' }, ...unproved })
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

  const ofCompanions = ['configmaps', 'events', 'jobs/finalizers', 'leases', 'networkpolicies', 'secrets', 'services']
  const writable = (values: Parameters<typeof renderChart>[0]) =>
    renderChart({ ...values, ...unproved })
      .objects.filter(({ kind }) => ['ClusterRole', 'Role'].includes(kind))
      .flatMap(({ rules }) => rules)
      .filter(({ verbs }) => verbs.includes('create') || verbs.includes('update'))
      .flatMap(({ resources }) => resources)

  it.each(['off', false])('writes no companions when they are %s', (companions) => {
    const tls = { existingSecret: 'webhook-tls' }
    expect(writable({ companions, tls }).filter((name) => !name.endsWith('webhookconfigurations'))).toEqual([])
    expect(writable({ tls })).toEqual(writable({ companions, tls }))
  })

  it.each(['on', 'auto', true])(
    'writes companions, and none of them by force of deletion, when they are %s',
    (companions) => {
      const values = { companions, tls: { existingSecret: 'webhook-tls' } }
      const names = writable(values).filter((name) => !name.endsWith('webhookconfigurations'))
      expect([...new Set(names)].sort()).toEqual(ofCompanions)
      const verbs = renderChart(values)
        .objects.flatMap(({ rules = [] }) => rules)
        .flatMap((rule) => rule.verbs)
      expect(verbs).not.toContain('delete')
    },
  )
})
