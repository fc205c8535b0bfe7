import fc from 'fast-check'
import { containerTwist, long, podTwist, type Twist, twist } from './twist.ts'

const sound = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }

const claims = fc.constantFrom<Readonly<Record<string, unknown>>>(
  sound,
  sound,
  {},
  { ...sound, accessModes: [] },
  { ...sound, accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] },
  { ...sound, accessModes: ['Sometimes'] },
  { ...sound, resources: { requests: { storage: '0' } } },
  { ...sound, resources: { requests: { storage: '-1Gi' } } },
  { ...sound, resources: { requests: { cpu: 1 } } },
  { ...sound, resources: { requests: { storage: '2Gi' }, limits: { storage: '1Gi' } } },
  { ...sound, resources: { requests: { storage: 'much' } } },
  { ...sound, storageClassName: '' },
  { ...sound, storageClassName: 'fast' },
  { ...sound, storageClassName: 'Fast Disk' },
  { ...sound, volumeMode: 'Block' },
  { ...sound, volumeMode: 'Tape' },
  { ...sound, volumeName: 'Any Name' },
  { ...sound, selector: { matchLabels: { 'bad key': 'a' } } },
  { ...sound, selector: { matchExpressions: [{ key: 'a', operator: 'Near', values: ['b'] }] } },
  { ...sound, dataSource: { kind: 'PersistentVolumeClaim', name: 'other' } },
  { ...sound, dataSource: { kind: 'Secret', name: 'other' } },
  { ...sound, dataSourceRef: { kind: 'PersistentVolumeClaim', name: '', namespace: 'other' } },
  { ...sound, unknownField: true },
  { ...sound, accessModes: 'ReadWriteOnce' },
)

const claimNames = fc.constantFrom(
  'data',
  'shared.data',
  'Data',
  'a b',
  long(63),
  long(64),
  long(253),
  long(254),
  'train-pvc-000000000000',
)

const mountPaths = fc.constantFrom(
  ...[
    '/data',
    '/data',
    '/data/',
    '/out',
    '/etc/volcano',
    '/etc/volcano/',
    '/root/.ssh',
    '/',
    'relative',
    '/a:b',
    '../up',
    '/data/../out',
    '',
  ],
  ...[' /data', '/dätä', `/${long(4100)}`],
)

const volume = fc.oneof(
  fc.record({ mountPath: mountPaths, volumeClaim: claims }),
  fc.record({ mountPath: mountPaths, volumeClaimName: claimNames }),
  fc.record({ mountPath: mountPaths, volumeClaimName: fc.constantFrom('', 'data'), volumeClaim: claims }),
)

/** Names that volumes of plugins have in a job called `train`, among others. */
const volumeNames = ['train-svc', 'train-ssh', 'train-pvc', 'data', 'Data', 'a.b', long(63), long(64), '']

const sources: readonly Readonly<Record<string, unknown>>[] = [
  { emptyDir: {} },
  { emptyDir: { medium: 'Memory', sizeLimit: '-1' } },
  { hostPath: { path: '/data/../etc' } },
  { hostPath: { path: '/data', type: 'Nothing' } },
  { configMap: { name: 'Train Config' } },
  { configMap: { name: 'config', defaultMode: 0o1000 } },
  { secret: { secretName: '' } },
  { persistentVolumeClaim: { claimName: 'data' } },
  { persistentVolumeClaim: { claimName: '' } },
  { persistentVolumeClaim: { claimName: 'Data Claim' } },
  { nfs: { server: 'host', path: 'relative' } },
  { projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
  { projected: { sources: [{ serviceAccountToken: { path: '../token', expirationSeconds: 1 } }] } },
  { ephemeral: { volumeClaimTemplate: { spec: sound } } },
  { ephemeral: { volumeClaimTemplate: { spec: {} } } },
  { csi: { driver: 'a driver' } },
  { image: { reference: '' } },
  { image: { reference: 'busybox' } },
  { gitRepo: { repository: 'a' } },
  { emptyDir: {}, hostPath: { path: '/' } },
  {},
]

const ownVolumes = sources.map((source, i) => {
  const name = volumeNames[i % 4]
  return { volumes: [{ name, ...source }] }
})

const mounts = [
  ...['/data', '/data/', '/out', '/etc/volcano', '/etc/volcano/', '/root/.ssh', '/', 'relative', '/a:b', ''].map(
    (mountPath) => ({
      volumeMounts: [{ name: 'data', mountPath }],
    }),
  ),
  { volumeMounts: [{ name: 'train-svc', mountPath: '/hosts' }] },
  { volumeMounts: [{ name: 'missing', mountPath: '/hosts' }] },
  { volumeMounts: [{ name: 'data', mountPath: '/data', subPath: '../x' }] },
  { volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'x', subPathExpr: '$(A)' }] },
  { volumeMounts: [{ name: 'data', mountPath: '/data', mountPropagation: 'Bidirectional' }] },
  {
    volumeMounts: [
      { name: 'data', mountPath: '/data' },
      { name: 'data', mountPath: '/data' },
    ],
  },
  { volumeDevices: [{ name: 'data', devicePath: '/dev/x' }] },
]

const withVolume = { volumes: [{ name: 'data', emptyDir: {} }] }

export const volumeTwists: readonly fc.Arbitrary<Twist>[] = [
  ...Array.from({ length: 3 }, () =>
    twist(fc.array(volume, { minLength: 1, maxLength: 3 }), ({ spec }, volumes) => Object.assign(spec, { volumes })),
  ),
  podTwist(...ownVolumes),
  // A volume of the job where a container has one of its own already, or nearly.
  twist(
    fc.tuple(fc.constantFrom('/data', '/etc/volcano', '/root/.ssh'), fc.boolean()),
    ({ spec }, [path, isElsewhere], at) => {
      Object.assign(spec, { volumes: [{ mountPath: path, volumeClaimName: 'data' }] })
      const { spec: pod } = spec.tasks[at % spec.tasks.length]?.template ?? {}
      Object.assign(pod ?? {}, structuredClone(withVolume))
      const mount = { name: 'data', mountPath: isElsewhere ? `${path}/` : path }
      for (const container of pod?.containers ?? []) Object.assign(container, { volumeMounts: [mount] })
    },
  ),
  podTwist(...volumeNames.map((name) => ({ volumes: [{ name, emptyDir: {} }] })), {
    volumes: [...withVolume.volumes, ...withVolume.volumes],
  }),
  containerTwist(...mounts),
  twist(fc.constantFrom(...mounts), ({ spec: { tasks } }, fields, at) => {
    const template = tasks[at % tasks.length]?.template ?? {}
    Object.assign(template.spec ?? {}, structuredClone(withVolume))
    for (const container of template.spec?.containers ?? []) Object.assign(container, structuredClone(fields))
  }),
]
