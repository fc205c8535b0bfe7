import { describe, expect, it } from 'vitest'
import type { Companion } from '../../src/plugins/companion.ts'
import { fromPluginsOf } from '../../src/plugins/registry.ts'
import { aJob, aTask } from '../builders.ts'

const companionsOf = (job: ReturnType<typeof aJob>): readonly Companion[] =>
  fromPluginsOf(job, (plugin, args) => plugin.companions(job, args))

const tasks = [aTask('ps'), aTask('mpi-worker', { replicas: 2 })]
const owner = {
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  name: 'train',
  uid: 'job-uid',
  controller: true,
  blockOwnerDeletion: true,
}
const podLabels = { 'volcano.sh/job-name': 'train', 'volcano.sh/job-namespace': 'lab' }

describe('svc', () => {
  it('lists the hosts of all tasks, makes them resolve, and lets only the job in', () => {
    expect(companionsOf(aJob({ tasks, plugins: { svc: [] } }))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'train-svc', namespace: 'lab', ownerReferences: [owner] },
        data: {
          'ps.host': 'train-ps-0.train',
          VC_PS_HOSTS: 'train-ps-0.train',
          VC_PS_NUM: '1',
          'mpi_worker.host': 'train-mpi-worker-0.train\ntrain-mpi-worker-1.train',
          VC_MPI_WORKER_HOSTS: 'train-mpi-worker-0.train,train-mpi-worker-1.train',
          VC_MPI_WORKER_NUM: '2',
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'train', namespace: 'lab', ownerReferences: [owner] },
        spec: { clusterIP: 'None', selector: podLabels },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'train', namespace: 'lab', ownerReferences: [owner] },
        spec: {
          podSelector: { matchLabels: podLabels },
          ingress: [{ from: [{ podSelector: { matchLabels: podLabels } }] }],
          policyTypes: ['Ingress'],
        },
      },
    ])
  })

  it.each<[string, ReturnType<typeof aTask>, object]>([
    [
      'a task without replicas has an empty list',
      aTask('ps', { replicas: 0 }),
      { 'ps.host': '', VC_PS_HOSTS: '', VC_PS_NUM: '0' },
    ],
    [
      'a host name of the template stands once, with its subdomain',
      aTask('ps', { replicas: 3, template: { spec: { hostname: 'one', subdomain: 'sub' } } }),
      { 'ps.host': 'one.sub', VC_PS_HOSTS: 'one.sub', VC_PS_NUM: '1' },
    ],
    [
      'a host name of the template without replicas does not',
      aTask('ps', { replicas: 0, template: { spec: { hostname: 'one' } } }),
      { 'ps.host': '', VC_PS_HOSTS: '', VC_PS_NUM: '0' },
    ],
  ])('%s', (_, task, want) => {
    const [configMap] = companionsOf(aJob({ tasks: [task], plugins: { svc: [] } }))
    expect(configMap?.data).toEqual(want)
  })

  it('publishes addresses early and leaves the NetworkPolicy out when asked', () => {
    const args = ['--publish-not-ready-addresses', '--disable-network-policy=T']
    const companions = companionsOf(aJob({ tasks, plugins: { svc: args } }))
    expect(companions.map(({ kind, spec }) => [kind, spec])).toEqual([
      ['ConfigMap', undefined],
      ['Service', { clusterIP: 'None', selector: podLabels, publishNotReadyAddresses: true }],
    ])
  })
})

describe('ssh', () => {
  const secretOf = (args: readonly string[]) => {
    const [secret] = companionsOf(aJob({ tasks: [aTask('a'), aTask('b')], plugins: { ssh: args } }))
    return secret
  }
  const configFor = (port: number) =>
    ['a', 'b']
      .map((task) => `Host train-${task}-0\n  HostName train-${task}-0.train\n  Port ${port}\n`)
      .reduce((all, entry) => all + entry, 'StrictHostKeyChecking no\nUserKnownHostsFile /dev/null\n')

  it('promises a key pair and tells the client every host', () => {
    expect(secretOf([])).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'train-ssh', namespace: 'lab', ownerReferences: [owner] },
      type: 'Opaque',
      stringData: {
        id_rsa: '<generated>',
        'id_rsa.pub': '<generated>',
        authorized_keys: '<generated>',
        config: configFor(22),
      },
    })
  })

  it.each<[string, readonly string[], object]>([
    [
      'a key pair of the user is taken as it is',
      ['--ssh-private-key=secret', '--ssh-public-key=open'],
      { id_rsa: 'secret', 'id_rsa.pub': 'open', authorized_keys: 'open', config: configFor(22) },
    ],
    [
      'a public key alone counts for nothing',
      ['--ssh-public-key=open'],
      { id_rsa: '<generated>', 'id_rsa.pub': '<generated>', authorized_keys: '<generated>', config: configFor(22) },
    ],
    ['the port is the one of sshd', ['--ssh-port', '0x8ae'], { config: configFor(2222) }],
    ['a port that is none means 22', ['--ssh-port=70000'], { config: configFor(22) }],
    ['a port that cannot be read means 22', ['--ssh-port=abc'], { config: configFor(22) }],
  ])('%s', (_, args, want) => {
    expect(secretOf(args)?.stringData).toMatchObject(want)
  })
})

describe('ray', () => {
  it.each<[string, readonly string[], string, readonly number[]]>([
    ['has a Service for its head', [], 'head', [6379, 8265, 10001]],
    [
      'by other names and ports, of which Go keeps 32 bits',
      ['--head=main', '--port=1', '--dashboardPort=4294967298', '--clientPort=3'],
      'main',
      [1, 2, 3],
    ],
  ])('%s', (_, args, head, [gcs, dashboard, client]) => {
    const portOf = (name: string, port: number | undefined) => ({ name, port, protocol: 'TCP', targetPort: name })
    expect(companionsOf(aJob({ tasks, plugins: { ray: args } }))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'train-head-svc', namespace: 'lab', ownerReferences: [owner] },
        spec: {
          selector: { ...podLabels, 'volcano.sh/task-spec': head },
          ports: [portOf('gcs', gcs), portOf('dashboard', dashboard), portOf('client-server', client)],
        },
      },
    ])
  })
})

it('other plugins need no companion, and unknown ones neither', () => {
  const plugins = { env: [], hcclrank: [], mpi: [], nope: [], pytorch: [], tensorflow: [] }
  expect(companionsOf(aJob({ plugins }))).toEqual([])
})
