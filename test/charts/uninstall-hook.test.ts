import { describe, expect, it } from 'vitest'
import { configurationName } from '../../src/admission/webhook.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { readUninstallOptions } from '../../src/cli/uninstall-options.ts'
import { helm, pickOnly, renderChart } from './render-chart.ts'

/** What the hook has, in the place of what the release has. */
const hooksOf = (values?: Parameters<typeof renderChart>[0]) => {
  const { hooks, complaint } = renderChart(values)
  return { objects: hooks, hooks, complaint }
}
const podOf = (values?: Parameters<typeof renderChart>[0]) => pickOnly(hooksOf(values), 'Job').spec.template

describe.skipIf(helm === undefined)('the hook that takes the webhooks away', () => {
  it('is there before the release goes and at no other time, and leaves nothing when it has succeeded', () => {
    const annotations = hooksOf().objects.map(({ kind, metadata }) => [kind, metadata.annotations])
    const hook = (weight: string) => ({
      'helm.sh/hook': 'pre-delete',
      'helm.sh/hook-weight': weight,
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    })
    expect(annotations).toEqual([
      ['ServiceAccount', hook('-5')],
      ['ClusterRole', hook('-5')],
      ['ClusterRoleBinding', hook('-4')],
      ['Job', hook('0')],
    ])
  })

  it('is not there when it is off', () => {
    expect(hooksOf({ uninstallHook: { enabled: false } }).objects).toEqual([])
  })

  it('runs the command that does it, with the image of the server', () => {
    const values = { image: { repository: 'example.com/admission', tag: 'v2' } }
    const [container] = podOf(values).spec.containers
    const [command, ...words] = container.args
    expect([container.image, command]).toEqual(['example.com/admission:v2', 'uninstall'])
    expect(readUninstallOptions(words)).toEqual({
      isDryRun: false,
      kubeconfig: '',
      master: '',
      service: { namespace: 'volcano-system', name: pickOnly(renderChart(), 'Service').metadata.name },
    })
  })

  it.each([['mutating'], ['validating']] as const)(
    'may delete every %s webhook of the server, and nothing else',
    (type) => {
      const { rules } = pickOnly(hooksOf({ enabledAdmissions: ['/jobs/validate'] }), 'ClusterRole')
      const names = webhooks.filter((webhook) => webhook.type === type).map(({ path }) => configurationName(path))
      expect(rules).toHaveLength(2)
      expect(rules).toContainEqual({
        apiGroups: ['admissionregistration.k8s.io'],
        resources: [`${type}webhookconfigurations`],
        resourceNames: expect.toSatisfy((given: string[]) => [...given].sort().join() === [...names].sort().join()),
        verbs: ['get', 'delete'],
      })
    },
  )

  it('has these rights by an account of its own', () => {
    const rendered = hooksOf()
    const account = { kind: 'ServiceAccount', ...pickOnly(rendered, 'ServiceAccount').metadata }
    expect(pickOnly(rendered, 'ClusterRoleBinding')).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: pickOnly(rendered, 'ClusterRole').metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: account.name, namespace: 'volcano-system' }],
    })
    expect(podOf().spec).toMatchObject({ serviceAccountName: account.name, automountServiceAccountToken: true })
    expect(account.name).not.toBe('volcano-admission')
  })

  it('has a pod that the Service does not take for one of the server', () => {
    const { selector } = pickOnly(renderChart(), 'Service').spec
    const labels = podOf({ podLabels: { team: 'batch' } }).metadata.labels
    expect(Object.entries(selector).every(([key, value]) => labels[key] === value)).toBe(false)
    expect(labels.team).toBe('batch')
  })

  it('runs where, and with as few rights on its node, as the server does', () => {
    const values = {
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      tolerations: [{ operator: 'Exists' }],
      imagePullSecrets: [{ name: 'registry' }],
    }
    const server = pickOnly(renderChart(values), 'Deployment').spec.template.spec
    const { spec } = podOf(values)
    for (const field of ['nodeSelector', 'tolerations', 'imagePullSecrets', 'securityContext', 'priorityClassName'])
      expect(spec[field]).toEqual(server[field])
    expect(spec.containers[0].securityContext).toEqual(server.containers[0].securityContext)
  })

  it('comes to an end when it cannot succeed', () => {
    expect(pickOnly(hooksOf(), 'Job').spec).toMatchObject({ backoffLimit: 3, activeDeadlineSeconds: 180 })
  })
})
