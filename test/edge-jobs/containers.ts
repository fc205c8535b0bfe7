import fc from 'fast-check'
import { containerTwist, long, podTwist, type Twist, taskTwist } from './twist.ts'

const named = (...names: readonly string[]) => names.map((name) => ({ name }))

const env = (...names: readonly string[]) => names.map((name) => ({ env: [{ name, value: 'mine' }] }))

const ports = (...lists: readonly (readonly Readonly<Record<string, unknown>>[])[]) =>
  lists.map((list) => ({ ports: list }))

const probe = { httpGet: { path: '/', port: 80 } }

const names = containerTwist(...named('head', 'worker', 'wait-for-master', 'a.b', 'Main', '', long(63), long(64)))

const images = containerTwist(
  ...['', ' ', ' busybox', 'busybox\n', 'busybox', 'a b', long(5_000)].map((image) => ({ image })),
  { imagePullPolicy: 'Sometimes' },
  { image: null },
)

const variables = containerTwist(
  ...env('VC_WORKER_HOSTS', 'VC_TASK_INDEX', 'RANK', 'MPI_HOST', 'TF_CONFIG', 'a b', 'a=b', '', '1', 'Ä', long(500)),
  {
    env: [
      { name: 'A', value: '$(VC_TASK_INDEX)' },
      { name: 'A', value: 'again' },
    ],
  },
  { env: [{ name: 'A', value: 'a', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
  { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.hostname' } } }] },
  { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '3' } } }] },
  { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'Bad Name', key: 'a' } } }] },
  { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b/c' } } }] },
  { env: [{ name: 'A', valueFrom: {} }] },
  { envFrom: [{ configMapRef: { name: 'config' }, prefix: '1=' }] },
  { envFrom: [{ secretRef: { name: '' } }] },
  { envFrom: [{}] },
)

const openings = containerTwist(
  ...ports(
    [{ containerPort: 2222 }],
    [{ name: 'mpijob-port', containerPort: 1 }],
    [{ name: 'pytorchjob-port', containerPort: 23456 }],
    [
      { name: 'gcs', containerPort: 1 },
      { name: 'dashboard', containerPort: 8265 },
    ],
    [
      { name: 'a', containerPort: 1 },
      { name: 'a', containerPort: 2 },
    ],
    [{ containerPort: 0 }],
    [{ containerPort: 65536 }],
    [
      { containerPort: 80, hostPort: 80 },
      { containerPort: 81, hostPort: 80 },
    ],
    [{ containerPort: 80, hostPort: 81 }],
    [{ containerPort: 80, protocol: 'HTTP' }],
    [{ name: 'a-name-that-is-long', containerPort: 80 }],
    [{ name: '80', containerPort: 80 }],
    [{ containerPort: 80, hostIP: '1.2.3' }],
  ),
)

const resources = containerTwist(
  ...[
    { requests: { cpu: '2' }, limits: { cpu: '1' } },
    { requests: { cpu: '-1' } },
    { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
    { limits: { 'nvidia.com/gpu': '1' } },
    { requests: { 'nvidia.com/gpu': '1' } },
    { limits: { 'nvidia.com/gpu': '1.5' } },
    { limits: { 'hugepages-2Mi': '3Mi', memory: '1Gi' } },
    { requests: { 'hugepages-2Mi': '4Mi' } },
    { limits: { gpu: '1' } },
    { requests: { cpu: 'many' } },
    { requests: { 'ephemeral-storage': '1Gi', pods: '1' } },
    { claims: [{ name: 'missing' }] },
  ].map((resources) => ({ resources })),
)

const running = containerTwist(
  { readinessProbe: probe, livenessProbe: { ...probe, successThreshold: 2 } },
  { livenessProbe: {} },
  { startupProbe: { exec: { command: [] } } },
  { readinessProbe: { tcpSocket: { port: 'no port' } } },
  { readinessProbe: { ...probe, timeoutSeconds: -1 } },
  { lifecycle: { preStop: { sleep: { seconds: 0 } } } },
  { lifecycle: { postStart: {} } },
  { lifecycle: { stopSignal: 'SIGTERM' } },
  { terminationMessagePolicy: 'Never' },
  { terminationMessagePath: 'relative' },
  { command: ['sh'], args: [], workingDir: 'relative' },
  { restartPolicy: 'Always' },
  { restartPolicy: 'Never' },
  { restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }] },
  { restartPolicy: 'Never', restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }] },
  { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] },
  { resizePolicy: [{ resourceName: 'gpu', restartPolicy: 'NotRequired' }] },
  { stdin: true, stdinOnce: true, tty: true },
  { volumeMounts: null, env: null, ports: null },
)

const security = containerTwist(
  ...[
    { runAsUser: 0 },
    { runAsUser: -1 },
    { runAsUser: 1000, runAsGroup: 4294967296 },
    { privileged: true, allowPrivilegeEscalation: false },
    { capabilities: { add: ['CAP_SYS_ADMIN'] }, allowPrivilegeEscalation: false },
    { seccompProfile: { type: 'Localhost' } },
    { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } },
    { appArmorProfile: { type: 'Wish' } },
    { procMount: 'Unmasked' },
    { windowsOptions: { runAsUserName: 'a\\b\\c' } },
    { runAsNonRoot: true, readOnlyRootFilesystem: true },
  ].map((securityContext) => ({ securityContext })),
)

const init = podTwist(
  { initContainers: [{ name: 'init', image: 'busybox' }] },
  { initContainers: [{ name: 'init', image: 'busybox', restartPolicy: 'Always', readinessProbe: probe }] },
  { initContainers: [{ name: 'init', image: 'busybox', readinessProbe: probe }] },
  { initContainers: [{ name: 'wait-for-master', image: 'busybox' }] },
  { initContainers: [{ name: 'main', image: 'busybox' }] },
  { initContainers: [{ name: 'init' }] },
)

const more = taskTwist(fc.constantFrom('main', 'side', 'worker', 'head'), ({ template }, name) => {
  template.spec = { ...template.spec, containers: [...(template.spec?.containers ?? []), { name, image: 'busybox' }] }
})

const none = podTwist(
  { containers: [] },
  { containers: null },
  { ephemeralContainers: [{ name: 'debug', image: 'busybox' }] },
)

export const containerTwists: readonly fc.Arbitrary<Twist>[] = [
  ...[names, images, variables, variables, openings, openings, resources, running, security, init, more, none],
]
