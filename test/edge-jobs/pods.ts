import fc from 'fast-check'
import { long, podTwist, type Twist, taskTwist } from './twist.ts'

const each = (field: string, ...values: readonly unknown[]) => values.map((value) => ({ [field]: value }))

const network = podTwist(
  ...each('hostname', 'host', 'Host', 'a.b', long(63), long(64), ''),
  ...each('subdomain', 'sub', 'a.b', 'Sub', long(63), long(64)),
  ...each('dnsPolicy', 'None', 'ClusterFirstWithHostNet', 'Sometimes', ''),
  { dnsPolicy: 'None', dnsConfig: { nameservers: ['1.1.1.1'] } },
  { dnsConfig: { searches: ['Bad Domain'], options: [{ name: '' }] } },
  { hostNetwork: true },
  { hostNetwork: true, hostname: 'host' },
  { hostNetwork: true, hostUsers: false },
  { setHostnameAsFQDN: true },
  { hostnameOverride: 'over' },
  { hostnameOverride: 'over', hostNetwork: true },
  { hostnameOverride: 'over', setHostnameAsFQDN: true },
  { hostAliases: [{ ip: '1.2.3', hostnames: ['a'] }] },
  { hostAliases: [{ ip: '1.2.3.4', hostnames: ['Bad Name'] }] },
)

const accounts = podTwist(
  ...each('serviceAccountName', 'runner', 'default', 'Runner', 'a.b', long(254), ''),
  ...each('serviceAccount', 'runner', 'Runner'),
  { serviceAccountName: 'runner', serviceAccount: 'other' },
  ...each('imagePullSecrets', [{ name: 'key' }], [{ name: '' }], [{}]),
  ...each('automountServiceAccountToken', true, false),
)

const priorities = podTwist(
  ...each('priorityClassName', 'high', 'missing', 'system-node-critical', 'Bad Name', ''),
  ...each('priority', 0, 5, 1000, -1),
  { priorityClassName: 'high', priority: 1000 },
  { priorityClassName: 'high', priority: 7 },
  ...each('preemptionPolicy', 'Never', 'PreemptLowerPriority', 'Sometimes'),
  { priorityClassName: 'high', preemptionPolicy: 'Never' },
)

const scheduling = podTwist(
  ...each('schedulerName', 'volcano', 'default-scheduler', 'Bad Name', ''),
  ...each('nodeName', 'node-1', 'Bad Name'),
  { nodeName: 'node-1', schedulingGates: [{ name: 'example.com/wait' }] },
  ...each('schedulingGates', [{ name: 'a' }], [{ name: 'a' }, { name: 'a' }], [{ name: 'bad name' }]),
  ...each('nodeSelector', { gpu: 'yes' }, { 'bad key': 'a' }, { gpu: 'a b' }),
  ...each(
    'tolerations',
    [{ operator: 'Exists' }],
    [{ key: 'a', operator: 'Exists', value: 'b' }],
    [{ effect: 'NoExecute', tolerationSeconds: 1, operator: 'Exists' }],
    [{ key: 'a', effect: 'Never' }],
    [{ key: 'a', tolerationSeconds: 5 }],
    [{ key: 'n', operator: 'Lt', value: '5' }],
  ),
  ...each(
    'affinity',
    { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } },
    { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: '' }] } },
    {
      podAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, podAffinityTerm: { topologyKey: 'zone' } }],
      },
    },
  ),
  ...each(
    'topologySpreadConstraints',
    [{ maxSkew: 0, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
    [
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { a: 'b' } },
        matchLabelKeys: ['volcano.sh/task-index'],
      },
    ],
    [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'Never' }],
  ),
)

const lives = podTwist(
  ...each('restartPolicy', 'Always', 'Never', 'OnFailure', 'Sometimes', ''),
  ...each('terminationGracePeriodSeconds', 0, -1, 30),
  ...each('activeDeadlineSeconds', 0, 1, 2147483648),
  ...each('runtimeClassName', 'gvisor', 'Bad Name', ''),
  { overhead: { cpu: '1' } },
  { os: { name: 'windows' } },
  { os: { name: 'windows' }, securityContext: { runAsUser: 0 } },
  { os: { name: 'beos' } },
  { readinessGates: [{ conditionType: 'example.com/ready' }] },
  { readinessGates: [{ conditionType: 'bad type' }] },
  { hostPID: true, shareProcessNamespace: true },
  { hostUsers: false, volumes: [{ name: 'data', hostPath: { path: '/' } }] },
  { enableServiceLinks: false },
  { resourceClaims: [{ name: 'gpu', resourceClaimName: 'a', resourceClaimTemplateName: 'b' }] },
  { resourceClaims: [{ name: 'gpu', resourceClaimName: 'a' }] },
  { resources: { requests: { cpu: '1' } } },
  { resources: { limits: { 'nvidia.com/gpu': '1' } } },
  { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } },
  { schedulingGroup: { podGroupName: 'group' } },
  { schedulingGroup: { podGroupName: 'Bad Name' } },
  { futureField: 'of a newer Kubernetes' },
)

const security = podTwist(
  ...[
    { runAsUser: 1000, fsGroup: 1000 },
    { fsGroup: -1 },
    { runAsUser: 4294967296 },
    { supplementalGroups: [-1] },
    { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] },
    { sysctls: [{ name: 'a b', value: '1' }] },
    { fsGroupChangePolicy: 'Never' },
    { seccompProfile: { type: 'Localhost' } },
    { runAsNonRoot: true, runAsUser: 0 },
    { windowsOptions: { hostProcess: true } },
    { seLinuxChangePolicy: 'Recursive' },
    { supplementalGroupsPolicy: 'Strict' },
  ].map((securityContext) => ({ securityContext })),
)

const annotations = taskTwist(
  fc.dictionary(
    fc.constantFrom(
      'note',
      'bad key',
      'kubernetes.io/config.mirror',
      'volcano.sh/jdb-min-available',
      'volcano.sh/preemptable',
      'container.apparmor.security.beta.kubernetes.io/main',
      'seccomp.security.alpha.kubernetes.io/pod',
      'controller.kubernetes.io/pod-deletion-cost',
      'scheduler.alpha.kubernetes.io/tolerations',
      'hccl/rankIndex',
    ),
    fc.constantFrom('', 'a', '1', '+1', 'localhost/a', 'runtime/default', long(300_000)),
    { maxKeys: 2 },
  ),
  ({ template }, given) => Object.assign(template, { metadata: { ...template.metadata, annotations: given } }),
)

const metadata = taskTwist(
  fc.constantFrom<Readonly<Record<string, unknown>>>(
    { name: 'other' },
    { generateName: 'x-', namespace: 'elsewhere' },
    { finalizers: ['not a finalizer'] },
    { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: '1', controller: true }] },
    { labels: null, annotations: null },
  ),
  ({ template }, given) => Object.assign(template, { metadata: { ...template.metadata, ...given } }),
)

export const podTwists: readonly fc.Arbitrary<Twist>[] = [
  ...[network, network, accounts, priorities, priorities, scheduling, lives, lives, security, annotations, metadata],
]
