import fc from 'fast-check'
import type { Container } from '../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../src/kubernetes/shapes/pod.ts'
import type { Job, Task } from '../src/kubernetes/shapes/volcano-job.ts'

/** Each field is there or not. */
const some = <Fields extends object>(fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }) =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<Fields>>

const count = fc.integer({ min: 0, max: 5 })
const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,6}[a-z0-9])?$/)
const path = fc.constantFrom('/etc/volcano', '/root/.ssh', '/data', '/etc')

/** Names that the plugins want, among others. */
const variable = fc.constantFrom('VC_TASK_INDEX', 'VK_TASK_INDEX', 'VC_A_HOSTS', 'HOME')

const container: fc.Arbitrary<Container> = some({
  name,
  image: fc.constant('busybox:1.36'),
  env: fc.uniqueArray(some({ name: variable, value: fc.string() }), { maxLength: 3, selector: (one) => one.name }),
  volumeMounts: fc.uniqueArray(some({ name, mountPath: path }), { maxLength: 3, selector: (one) => one.mountPath }),
})

export const anyPodSpec: fc.Arbitrary<PodSpec> = some({
  hostname: fc.constantFrom('', 'host'),
  subdomain: fc.constantFrom('', 'sub'),
  hostNetwork: fc.boolean(),
  dnsPolicy: fc.constantFrom('', 'None'),
  containers: fc.array(container, { maxLength: 3 }),
  initContainers: fc.array(container, { maxLength: 2 }),
  volumes: fc.uniqueArray(some({ name: fc.constantFrom('train-svc', 'train-ssh', 'data') }), {
    maxLength: 3,
    selector: (one) => one.name,
  }),
}) as fc.Arbitrary<PodSpec>

const task = some({
  name: fc.constantFrom('', 'a', 'b', 'with-dash'),
  replicas: count,
  minAvailable: count,
  maxRetry: count,
  template: some({ spec: anyPodSpec }),
  partitionPolicy: some({ totalPartitions: count, partitionSize: count, minPartitions: count }),
}) as fc.Arbitrary<Task>

const args = fc.array(fc.constantFrom('--inject-hosts-env=false', '--ssh-key-file-path=/data', '--nope', 'word'), {
  maxLength: 2,
})

/** A job named `train` in namespace `lab`, complete or not, with any plugins. */
export const anyJob: fc.Arbitrary<Job> = fc
  .record(
    {
      spec: some({
        queue: fc.constantFrom('', 'default', 'q'),
        schedulerName: fc.constantFrom('', 'volcano'),
        maxRetry: count,
        minAvailable: count,
        tasks: fc.array(task, { maxLength: 4 }),
        plugins: fc.dictionary(fc.constantFrom('env', 'svc', 'ssh', 'mpi', 'ray', 'nope'), args),
      }),
    },
    { requiredKeys: [] },
  )
  .map((job) => ({ metadata: { name: 'train', namespace: 'lab' }, ...job }) as Job)
