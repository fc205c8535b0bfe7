import fc from 'fast-check'
import type { Container } from '../../src/kubernetes/shapes/container.ts'
import type { Pod, PodSpec } from '../../src/kubernetes/shapes/pod.ts'
import type { Job, Task } from '../../src/kubernetes/shapes/volcano-job.ts'
import type { PluginOptions } from '../../src/plugins/plugin-options.ts'
import { plugins } from '../../src/plugins/registry.ts'

/** Each field is there or not. */
const some = <Fields extends object>(fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }) =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<Fields>>

const few = <Item>(item: fc.Arbitrary<Item>, selector: (item: Item) => unknown = (any) => any) =>
  fc.uniqueArray(item, { maxLength: 3, selector })

/** Names that plugins look for or give away, among others. */
const taskName = fc.constantFrom('', 'master', 'worker', 'head', 'ps', 'log')
const containerName = fc.constantFrom('head', 'worker', 'main', 'wait-for-master')
const variable = fc.constantFrom('RANK', 'TF_CONFIG', 'MPI_HOST', 'VC_TASK_INDEX', 'VC_HEAD_HOSTS', 'HOME')
const portName = fc.constantFrom('gcs', 'mpijob-port', 'pytorchjob-port', 'http')
const port = fc.constantFrom(0, 1, 22, 6379, 23456)
const path = fc.constantFrom('/etc/volcano', '/root/.ssh', '/data')

const user = some({ runAsUser: fc.constantFrom(0, 1000), runAsNonRoot: fc.boolean() })

const container: fc.Arbitrary<Container> = some({
  securityContext: user,
  name: containerName,
  image: fc.constant('busybox:1.36'),
  command: few(fc.string()),
  args: few(fc.string()),
  env: few(some({ name: variable, value: fc.string() }), ({ name }) => name),
  ports: few(some({ name: portName, containerPort: port }), ({ containerPort }) => containerPort),
  volumeMounts: few(
    some({ name: fc.constantFrom('train-svc', 'data'), mountPath: path }),
    ({ mountPath }) => mountPath,
  ),
})

const spec: fc.Arbitrary<PodSpec> = some({
  hostname: fc.constantFrom('', 'host'),
  subdomain: fc.constantFrom('', 'sub'),
  hostNetwork: fc.boolean(),
  securityContext: fc.record({ runAsUser: fc.constantFrom(0, 1000), fsGroup: fc.constant(2000) }, { requiredKeys: [] }),
  containers: few(container, ({ name }) => name),
  initContainers: few(container, ({ name }) => name),
  volumes: few(some({ name: fc.constantFrom('train-svc', 'train-ssh', 'data') }), ({ name }) => name),
})

/** Anything that an administrator may decide about plugins. */
export const anyOptions: fc.Arbitrary<PluginOptions> = fc.record({
  hostVariables: fc.constantFrom('always', 'when-they-fit'),
  envOrder: fc.constantFrom('append', 'prepend'),
  extraEnv: fc.boolean(),
  sshFileModes: fc.constantFrom('upstream', 'by-user'),
  sshClientConfig: fc.constantFrom('hosts', 'patterns'),
})

const index = fc.constantFrom('', '0', '1', '01', '-1', 'x', '99999999999999999999')

/** A pod of the job `train`, or of none that anybody knows. */
export const anyPod: fc.Arbitrary<Pod> = fc
  .record({
    name: fc.constantFrom(undefined, 'train-worker-1', 'p'),
    labels: some({ 'volcano.sh/task-spec': taskName, 'volcano.sh/task-index': index }),
    annotations: fc.option(some({ 'volcano.sh/task-spec': taskName, 'hccl/rankIndex': fc.constantFrom('', '7') })),
    spec,
  })
  .map(({ name, labels, annotations, spec }) => ({
    metadata: {
      ...(name && { name }),
      ...(annotations && { annotations }),
      labels: { ...labels, 'volcano.sh/job-name': 'train' },
    },
    spec,
  })) as fc.Arbitrary<Pod>

const task = some({
  name: taskName,
  replicas: fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, fc.constantFrom(-1, 1000, 2 ** 31 - 1)),
  template: some({ spec: some({ hostname: fc.constantFrom('', 'h'), subdomain: fc.constantFrom('', 's') }) }),
}) as fc.Arbitrary<Task>

const flag = fc
  .tuple(
    fc.constantFrom('', '-', '--'),
    fc.constantFrom(...plugins.flatMap(({ flags }) => Object.keys(flags)), 'nope', '__proto__'),
    fc.constantFrom(
      '',
      '=',
      '=true',
      '=worker',
      '=head',
      '=22',
      '=-1',
      '=4294967297',
      '=99999999999999999999',
      '=/data',
    ),
  )
  .map((parts) => parts.join(''))

/** The job `train` of namespace `lab`, with any plugins. */
export const anyPluginJob: fc.Arbitrary<Job> = some({
  tasks: fc.array(task, { maxLength: 4 }),
  plugins: fc.dictionary(fc.constantFrom(...plugins.map(({ name }) => name), 'nope'), few(flag)),
}).map((spec) => ({ metadata: { name: 'train', namespace: 'lab' }, spec }) as Job)
