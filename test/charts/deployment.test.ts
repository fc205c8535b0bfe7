import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/admission/catalogue.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { parseAdmissionConf } from '../../src/config/admission-conf.ts'
import { parseConfig } from '../../src/config/parse-config.ts'
import { helm, pickOnly, renderChart } from './render-chart.ts'

const podOf = (values: Parameters<typeof renderChart>[0] = {}) =>
  pickOnly(renderChart(values), 'Deployment').spec.template.spec

const argumentsOf = (values: Parameters<typeof renderChart>[0] = {}): readonly string[] =>
  podOf(values).containers[0].args

describe.skipIf(helm === undefined)('deployment', () => {
  it('keeps two pods and never has fewer while it is updated', () => {
    expect(pickOnly(renderChart(), 'Deployment').spec).toMatchObject({
      replicas: 2,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    })
  })

  it.each([
    ['auto', 'auto'],
    ['on', 'on'],
    [true, 'on'],
  ])('makes the companions of jobs when %s', (companions, mode) => {
    expect(argumentsOf({ companions, sshKeyType: 'ed25519' })).toEqual(
      expect.arrayContaining([`--companions=${mode}`, '--ssh-key-type=ed25519']),
    )
  })

  it('makes no companions unless told so', () => {
    expect(argumentsOf().filter((argument) => /companions|ssh/.test(argument))).toEqual([])
  })

  it('may not do anything on its node that it has no need of', () => {
    const pod = podOf()
    expect(pod.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 65532,
      runAsGroup: 65532,
      fsGroup: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    })
    expect(pod.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
  })

  it('asks the health port over HTTPS whether it has started, is ready and is alive', () => {
    const { startupProbe, readinessProbe, livenessProbe, ports } = podOf().containers[0]
    expect([startupProbe, readinessProbe, livenessProbe].map(({ httpGet }) => httpGet)).toEqual([
      { path: '/healthz', port: 'health', scheme: 'HTTPS' },
      { path: '/readyz', port: 'health', scheme: 'HTTPS' },
      { path: '/livez', port: 'health', scheme: 'HTTPS' },
    ])
    expect(ports).toContainEqual({ name: 'health', containerPort: 11251, protocol: 'TCP' })
    expect(argumentsOf()).toContain('--healthz-address=:11251')
  })

  it('gives a pod that must stop the time that its arguments promise, and five seconds', () => {
    const values = { shutdownDelaySeconds: 3, gracefulShutdownSeconds: 20 }
    expect(argumentsOf(values)).toEqual(expect.arrayContaining(['--shutdown-delay=3s', '--graceful-shutdown-time=20s']))
    expect(podOf(values).terminationGracePeriodSeconds).toBe(28)
  })

  it('starts the server with its flags, in this order', () => {
    const enabledAdmissions = ['/queues/validate', '/jobs/mutate']
    const values = { enabledAdmissions, extraArgs: ['--kube-api-qps=100'], schedulerNames: ['volcano', 'batch'] }
    expect(argumentsOf(values)).toEqual([
      '--enabled-admission=/jobs/mutate,/queues/validate',
      '--webhook-namespace=volcano-system',
      '--webhook-service-name=volcano-admission-service',
      '--port=8443',
      '--enable-healthz=true',
      '--healthz-address=:11251',
      '--scheduler-name=volcano',
      '--scheduler-name=batch',
      '--shutdown-delay=10s',
      '--graceful-shutdown-time=30s',
      '--certificate-secret=volcano-admission-secret',
      '--log-level=info',
      '--kube-api-qps=100',
    ])
  })

  const decisions = /max-queue-depth|enable-|feature-gates|rule/

  it('leaves decisions that nobody asks for to the server', () => {
    expect(argumentsOf().filter((argument) => decisions.test(argument))).toEqual(['--enable-healthz=true'])
  })

  it('hands on what is decided, also where it is 0 or false', () => {
    const values = {
      maxQueueDepth: 0,
      enableRootQueueProtection: false,
      enableQueueAllocatedPodsCheck: false,
      rulePreset: 'recommended',
      rules: { 'has-tasks': 'warn', 'priority-classes-exist': false, 'queue-takes-jobs': 'off' },
      featureGates: { PodLevelResources: false, CSIStorage: true },
    }
    expect(argumentsOf(values).filter((argument) => decisions.test(argument))).toEqual([
      '--enable-healthz=true',
      '--max-queue-depth=0',
      '--enable-root-queue-protection=false',
      '--enable-queue-allocated-pods-check=false',
      '--rule-preset=recommended',
      '--rules=has-tasks=warn,priority-classes-exist=off,queue-takes-jobs=off',
      '--feature-gates=CSIStorage=true,PodLevelResources=false',
    ])
  })

  it.each([
    { given: 'no values', values: {} },
    { given: 'a TLS Secret', values: { tls: { existingSecret: 'webhook-tls' } } },
    { given: 'a configuration file', values: { admissionConf: 'resourceGroups: []' } },
    {
      given: 'decisions',
      values: {
        maxQueueDepth: 8,
        enableRootQueueProtection: false,
        enableQueueAllocatedPodsCheck: true,
        rulePreset: 'recommended',
        rules: { 'has-tasks': 'warn', 'priority-classes-exist': 'off' },
        featureGates: { SchedulingGatesQueueAdmission: true, PodLevelResources: false },
      },
    },
  ])('starts the server with arguments that it takes without a word, with $given', ({ values }) => {
    const known = { paths: webhooks.map(({ path }) => path), rules: catalogue.map(({ id }) => id) }
    const enabledAdmissions = ['/jobs/mutate', '/jobs/validate', '/pods/mutate']
    expect(parseConfig(argumentsOf({ ...values, enabledAdmissions }), {}, () => '', known)).toEqual({
      config: expect.objectContaining({ enabledAdmission: enabledAdmissions }),
      warnings: [],
    })
  })

  it('needs no volume by default', () => {
    const pod = podOf()
    expect([pod.volumes, pod.containers[0].volumeMounts]).toEqual([undefined, undefined])
  })

  it('mounts a TLS Secret of the user and reads it instead of making one', () => {
    const values = { tls: { existingSecret: 'webhook-tls' } }
    const pod = podOf(values)
    expect(argumentsOf(values).filter((argument) => /cert|tls/.test(argument))).toEqual([
      '--tls-cert-file=/admission.local.config/certificates/tls.crt',
      '--tls-private-key-file=/admission.local.config/certificates/tls.key',
      '--ca-cert-file=/admission.local.config/certificates/ca.crt',
    ])
    expect(pod.volumes).toEqual([{ name: 'certificates', secret: { secretName: 'webhook-tls', defaultMode: 0o440 } }])
    expect(pod.containers[0].volumeMounts).toEqual([
      { name: 'certificates', mountPath: '/admission.local.config/certificates', readOnly: true },
    ])
  })

  it.each([
    {
      given: 'resource groups',
      values: { resourceGroups: [{ resourceGroup: 'cpu', labels: { zone: 'a' } }] },
      file: 'resourceGroups:\n- labels:\n    zone: a\n  resourceGroup: cpu\n',
    },
    {
      given: 'a configuration file',
      values: { admissionConf: '# mine\nresourceGroups: []\n' },
      file: '# mine\nresourceGroups: []\n',
    },
  ])('mounts $given as the folder that the server watches', ({ values, file }) => {
    const rendered = renderChart(values)
    const pod = pickOnly(rendered, 'Deployment').spec.template.spec
    expect(pickOnly(rendered, 'ConfigMap').data).toEqual({ 'volcano-admission.conf': file })
    expect(pod.volumes).toEqual([{ name: 'configuration', configMap: { name: 'volcano-admission' } }])
    expect(pod.containers[0].volumeMounts).toEqual([
      { name: 'configuration', mountPath: '/admission.local.config/configmap', readOnly: true },
    ])
    expect(argumentsOf(values)).toContain('--admission-conf=/admission.local.config/configmap/volcano-admission.conf')
  })

  it('writes resource groups as the server reads them', () => {
    const group = {
      resourceGroup: 'gpu',
      object: { key: 'namespace', value: ['training'] },
      schedulerName: 'volcano',
      tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 36_000_000 }],
      labels: { 'volcano.sh/nodetype': 'gpu', fast: 'true' },
      affinity: '{"nodeAffinity": {}}',
    }
    const { data } = pickOnly(renderChart({ resourceGroups: [group] }), 'ConfigMap')
    const { tolerations, labels } = group
    expect(parseAdmissionConf(data['volcano-admission.conf'])).toEqual({
      groups: [expect.objectContaining({ name: 'gpu', tolerations, labels, affinity: { nodeAffinity: {} } })],
      warnings: [],
    })
  })

  it.each([
    { given: 'no tag', image: {}, want: 'volcano-admission:0.1.0' },
    {
      given: 'a tag',
      image: { repository: 'example.com/batch/admission', tag: 'v2' },
      want: 'example.com/batch/admission:v2',
    },
    {
      given: 'a digest',
      image: { tag: 'v2', digest: `sha256:${'0'.repeat(64)}` },
      want: `volcano-admission@sha256:${'0'.repeat(64)}`,
    },
  ])('runs the image with $given', ({ image, want }) => {
    expect(podOf({ image }).containers[0].image).toBe(want)
  })

  it('hands options to Node.js only when there are any', () => {
    expect(podOf().containers[0].env).toBeUndefined()
    expect(podOf({ nodeOptions: '--max-old-space-size=384' }).containers[0].env).toEqual([
      { name: 'NODE_OPTIONS', value: '--max-old-space-size=384' },
    ])
  })
})
