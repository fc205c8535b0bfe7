import fc from 'fast-check'
import { long, type Twist, twist } from './twist.ts'

const ports = ['', '0', '-1', '22', '6379', '8265', '65535', '65536', '70000', '4294967318', '0x50', 'ssh', '1e3']
const names = ['head', 'worker', 'master', 'ps', 'nobody', '', 'Bad Name', 'a/b', long(64), 'main']
const paths = [
  '',
  '/root/.ssh',
  '/home/user/.ssh',
  '/data:ro',
  'relative/path',
  '/',
  '/etc/volcano',
  '/etc/volcano/',
  '/data',
  '~/.ssh',
  '/a/../b',
  long(5000),
]
const booleans = ['true', 'false', 'T', 'yes', '']
const images = ['', 'busybox', ' busybox', 'busybox ', 'registry:5000/a@sha256:0', '\n', 'a b']

const flags: Readonly<Record<string, readonly (readonly [flag: string, values: readonly string[]])[]>> = {
  env: [['any', booleans]],
  svc: [
    ['publish-not-ready-addresses', booleans],
    ['disable-network-policy', booleans],
    ['inject-hosts-env', booleans],
  ],
  ssh: [
    ['ssh-key-file-path', paths],
    ['ssh-key-file-path', paths],
    ['ssh-port', ports],
    ['ssh-private-key', ['', 'key', long(2_000)]],
    ['ssh-secret-name', ['', 'keys', 'Bad Name', long(254)]],
    ['ssh-public-key', ['', 'key']],
  ],
  mpi: [
    ['master', names],
    ['worker', names],
    ['port', ports],
  ],
  pytorch: [
    ['master', names],
    ['worker', names],
    ['port', ports],
    ['wait-master-enabled', booleans],
    ['wait-master-timeout', ports],
    ['wait-master-image', images],
  ],
  tensorflow: [
    ['ps', names],
    ['worker', names],
    ['chief', names],
    ['evaluator', names],
    ['port', ports],
  ],
  ray: [
    ['head', names],
    ['worker', names],
    ['headContainer', names],
    ['workerContainer', names],
    ['port', ports],
    ['dashboardPort', ports],
    ['clientPort', ports],
  ],
  hcclrank: [
    ['master', names],
    ['worker', names],
  ],
  nope: [['any', names]],
}

const argument = (plugin: string): fc.Arbitrary<string> =>
  fc
    .constantFrom(...(flags[plugin] ?? []))
    .chain(([flag, values]) => fc.constantFrom(...values).map((value) => `--${flag}=${value}`))

const stray = fc.constantFrom('word', '--', '-', '--unknown', '-port', '--port', '--help', '--master=master')

const args = (plugin: string): fc.Arbitrary<string[]> =>
  fc.array(fc.oneof({ arbitrary: argument(plugin), weight: 7 }, { arbitrary: stray, weight: 1 }), {
    minLength: 1,
    maxLength: 3,
  })

/** Plugins with arguments, of which one plugin or another stands in the job already. */
const withArguments = Object.keys(flags).map((plugin) =>
  twist(args(plugin), ({ spec }, given) => Object.assign(spec, { plugins: { ...spec.plugins, [plugin]: given } })),
)

const plain = twist(
  fc.subarray(
    Object.keys(flags).filter((name) => name !== 'nope'),
    { minLength: 1, maxLength: 3 },
  ),
  ({ spec }, plugins) =>
    Object.assign(spec, { plugins: { ...Object.fromEntries(plugins.map((name) => [name, []])), ...spec.plugins } }),
)

/** The tasks of a framework in place of those that are there, so that its plugin has something to do. */
const roles = twist(
  fc.constantFrom(
    { plugin: 'pytorch', tasks: ['master', 'worker'] },
    { plugin: 'mpi', tasks: ['master', 'worker'] },
    { plugin: 'ray', tasks: ['head', 'worker'] },
    { plugin: 'tensorflow', tasks: ['ps', 'worker'] },
    { plugin: 'hcclrank', tasks: ['master', 'worker'] },
  ),
  ({ spec }, { plugin, tasks }) => {
    const [first] = spec.tasks
    spec.tasks = tasks.map((name, i) => {
      const task = spec.tasks[i] ?? structuredClone({ ...first, replicas: 2 })
      const [container] = task.template?.spec?.containers ?? []
      if (container !== undefined && plugin === 'ray') container.name = name
      return { ...task, name }
    })
    Object.assign(spec, { plugins: { [plugin]: [], ...spec.plugins } })
  },
)

/** Workers that wait for their master in an init container of any image. */
const waiting = twist(fc.tuple(fc.constantFrom(...images), fc.constantFrom(...ports)), ({ spec }, [image, port]) => {
  const [first] = spec.tasks
  spec.tasks = ['master', 'worker'].map((name) => ({ ...structuredClone(first), name, replicas: 1 }))
  const given = ['--wait-master-enabled', `--wait-master-image=${image}`, `--wait-master-timeout=${port}`]
  Object.assign(spec, { plugins: { ...spec.plugins, pytorch: given } })
})

/** A head whose ports may be those of each other, or none. */
const rayPorts = twist(
  fc.tuple(fc.constantFrom('port', 'dashboardPort', 'clientPort'), fc.constantFrom('6379', '8265', '10001', '80', '0')),
  ({ spec }, [flag, port]) => {
    const [first] = spec.tasks
    if (first !== undefined) spec.tasks = ['head', 'worker'].map((name) => ({ ...structuredClone(first), name }))
    Object.assign(spec, { plugins: { ...spec.plugins, ray: [`--${flag}=${port}`, '--headContainer=main'] } })
  },
)

export const pluginTwists: readonly fc.Arbitrary<Twist>[] = [
  ...withArguments,
  ...[plain, plain, roles, roles, roles, waiting, rayPorts],
]
