import { describe, expect, it } from 'vitest'
import { proofName } from '../../src/admission/path-proof.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { namespaceAnnotation, policyAnnotation } from '../../src/cluster/settle-failure-policy.ts'
import type { RenderedObject } from './chart.ts'
import { helm, type Rendered, renderChart } from './render-chart.ts'

const configurationsOf = ({ objects }: Rendered) => objects.filter(({ kind }) => kind.endsWith('WebhookConfiguration'))

const policies = (values: Parameters<typeof renderChart>[0] = {}) => [
  ...new Set(
    configurationsOf(renderChart(values)).map(({ metadata, webhooks: [{ failurePolicy }] }) =>
      JSON.stringify([failurePolicy, metadata.annotations]),
    ),
  ),
]

/** The rules for the proof, with the namespace in which they hold; '' for the whole cluster. */
const rulesForProof = ({ objects }: Rendered) =>
  objects
    .filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
    .flatMap(({ metadata, rules }) =>
      rules.map((rule: RenderedObject) => ({ ...rule, namespace: metadata.namespace ?? '' })),
    )
    .filter(({ resourceNames }) => resourceNames?.includes(proofName))

describe.skipIf(helm === undefined)('webhooks that are to be proved', () => {
  it('fail open, and wish for Fail', () => {
    const wish = { [policyAnnotation]: 'Fail', [namespaceAnnotation]: 'kube-public' }
    expect(policies()).toEqual([JSON.stringify(['Ignore', wish])])
  })

  it('are tried where the values say', () => {
    const rendered = renderChart({ pathProof: { namespace: 'lab' } })
    const [{ metadata }] = configurationsOf(rendered)
    expect(metadata.annotations[namespaceAnnotation]).toBe('lab')
    expect([...new Set(rulesForProof(rendered).map(({ namespace }) => namespace))]).toEqual(['', 'lab'])
  })

  it.each([
    { given: 'Ignore', values: { failurePolicy: 'Ignore' }, policy: 'Ignore' },
    { given: 'no proof', values: { pathProof: { enabled: false } }, policy: 'Fail' },
  ])('are none with $given: the policy is what the values say, and the server gets no right', ({ values, policy }) => {
    expect(policies(values)).toEqual([JSON.stringify([policy, undefined])])
    expect(rulesForProof(renderChart(values))).toEqual([])
  })

  it.each(webhooks.map((webhook) => [webhook.path, webhook] as const))(
    'for %s alone the server may try an object of one name and one kind, and no more',
    (path, { resource: { group, resource }, scope }) => {
      expect(rulesForProof(renderChart({ enabledAdmissions: [path] }))).toEqual([
        {
          apiGroups: [group],
          resources: [resource],
          resourceNames: [proofName],
          verbs: ['create', 'patch'],
          namespace: scope === 'Namespaced' ? 'kube-public' : '',
        },
      ])
    },
  )

  it('give the rights to the server', () => {
    const { objects } = renderChart()
    const [role, roleBinding] = ['Role', 'RoleBinding'].map((wanted) =>
      objects.find(({ kind, metadata }) => kind === wanted && metadata.namespace === 'kube-public'),
    )
    expect(roleBinding).toMatchObject({
      roleRef: { kind: 'Role', name: role.metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: 'volcano-admission', namespace: 'volcano-system' }],
    })
  })
})
