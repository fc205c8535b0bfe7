import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { injectPlugins } from '../../../src/admission/pods/inject-plugins.ts'
import { parseGoFlags } from '../../../src/kubernetes/go-flags.ts'
import { applyPatch } from '../../../src/kubernetes/json-patch.ts'
import type { EnvVar } from '../../../src/kubernetes/shapes/container.ts'
import type { Job, Task } from '../../../src/kubernetes/shapes/volcano-job.ts'
import type { JobPlugin } from '../../../src/plugins/plugin.ts'
import { defaultPluginOptions } from '../../../src/plugins/plugin-options.ts'
import { digitsBelow } from '../../../src/plugins/sizes/digits-below.ts'
import { sizeOfHostLists } from '../../../src/plugins/sizes/size-of-host-lists.ts'
import { sizeOfHosts, sizeOfList } from '../../../src/plugins/sizes/size-of-hosts.ts'
import { sizeOfSshSecret } from '../../../src/plugins/sizes/size-of-ssh-secret.ts'
import { sizeOfTfConfig } from '../../../src/plugins/sizes/size-of-tf-config.ts'
import { sizeOfVariable } from '../../../src/plugins/sizes/size-of-variable.ts'
import { generatedKey, ssh } from '../../../src/plugins/ssh/ssh.ts'
import { svc } from '../../../src/plugins/svc/svc.ts'
import { tensorflow } from '../../../src/plugins/tensorflow/tensorflow.ts'
import { aPod } from '../../builders.ts'

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,9}[a-z0-9])?$/)
const roles = fc.constantFrom('worker', 'ps', 'chief', 'evaluator', 'mpi-log')
const replicas = fc.oneof({ weight: 4, arbitrary: fc.nat(130) }, fc.constantFrom(-1, 0, 1, 10, 999, 1001))

const task: fc.Arbitrary<Task> = fc
  .record({
    name: fc.oneof(roles, label),
    replicas,
    hostname: fc.option(label, { freq: 4 }),
    subdomain: fc.option(label, { freq: 4 }),
  })
  .map(({ name, replicas, hostname, subdomain }) => ({
    name,
    replicas,
    template: { spec: { ...(hostname && { hostname }), ...(subdomain && { subdomain }) } },
  }))

const args = (flags: Readonly<Record<string, fc.Arbitrary<string>>>) =>
  fc
    .tuple(
      ...Object.entries(flags).map(([name, value]) =>
        fc.option(
          value.map((text) => `--${name}=${text}`),
          { freq: 2 },
        ),
      ),
    )
    .map((given) => given.filter((arg) => arg !== null))

const port = fc.constantFrom('1', '2222', '0', '70000', '-5', '99999999999999999999')
const jobWith = (name: string, given: fc.Arbitrary<readonly string[]>): fc.Arbitrary<Job> =>
  fc
    .tuple(label, fc.uniqueArray(task, { maxLength: 4, selector: (each) => each.name }), given)
    .map(([job, tasks, args]) => ({
      metadata: { name: job, namespace: 'lab' },
      spec: { tasks, plugins: { [name]: args } },
    }))

const companionOf = (
  plugin: JobPlugin,
  job: Job,
  kind: string,
  options = defaultPluginOptions,
): Readonly<Record<string, unknown>> | undefined =>
  plugin.companions(job, job.spec?.plugins?.[plugin.name] ?? [], options).find((companion) => companion.kind === kind)

const bytesOfValues = (data: unknown): number =>
  Object.values(data as Readonly<Record<string, string>>).reduce((sum, value) => sum + Buffer.byteLength(value), 0)

const variableOf = (job: Job, task: string, index: number, name: string): EnvVar | undefined => {
  const pod = aPod(job.metadata?.name ?? '', task, index)
  const { spec } = applyPatch(pod, injectPlugins(pod, job).patch)
  return spec?.containers?.[0]?.env?.find((variable) => variable.name === name)
}

/** The bytes of a variable in the pod that has the longest one. */
const longestOf = (job: Job, name: string): number =>
  (job.spec?.tasks ?? [])
    .filter(({ replicas = 0 }) => replicas > 0)
    .map((task) => variableOf(job, task.name ?? '', (task.replicas ?? 0) - 1, name))
    .reduce((longest, found) => Math.max(longest, found ? Buffer.byteLength(`${name}=${found.value}\0`) : 0), 0)

describe('what is worked out is what the plugins make:', () => {
  it('digits', () => {
    fc.assert(
      fc.property(fc.nat(3000), (count) => {
        expect(digitsBelow(count)).toBe(Array.from({ length: count }, (_, i) => i).join('').length)
      }),
    )
  })

  it('the ConfigMap of svc, and its variables', () => {
    fc.assert(
      fc.property(jobWith('svc', fc.constant([])), (job) => {
        const { data } = companionOf(svc, job, 'ConfigMap') as { data: Readonly<Record<string, string>> }
        expect(sizeOfHostLists(job)).toBe(bytesOfValues(data))
        for (const task of job.spec?.tasks ?? []) {
          const name = `VC_${task.name?.replaceAll('-', '_').toUpperCase()}_HOSTS`
          const size = sizeOfVariable(name, sizeOfList(sizeOfHosts(job, task)))
          expect(size).toBe(Buffer.byteLength(`${name}=${data[name]}\0`))
        }
      }),
    )
  })

  it('the Secret of ssh', () => {
    const given = args({
      'ssh-port': port,
      'ssh-private-key': label,
      'ssh-public-key': label,
      'ssh-secret-name': label,
    })
    const config = fc.constantFrom<'hosts' | 'patterns'>('hosts', 'patterns')
    fc.assert(
      fc.property(jobWith('ssh', given), config, (job, sshClientConfig) => {
        const { stringData } = companionOf(ssh, job, 'Secret', { ...defaultPluginOptions, sshClientConfig }) as {
          stringData: Readonly<Record<string, string>>
        }
        const { values } = parseGoFlags(ssh.flags, job.spec?.plugins?.ssh ?? [])
        const keys = stringData.id_rsa === generatedKey ? 1679 + 2 * 381 - 3 * generatedKey.length : 0
        expect(sizeOfSshSecret(job, values as Parameters<typeof sizeOfSshSecret>[1], sshClientConfig)).toBe(
          bytesOfValues(stringData) + keys,
        )
      }),
    )
  })

  it('TF_CONFIG', () => {
    const given = args({ port, ps: roles, worker: roles, chief: roles, evaluator: label })
    fc.assert(
      fc.property(jobWith('tensorflow', given), (job) => {
        fc.pre((job.spec?.tasks ?? []).some(({ replicas = 0 }) => replicas > 0))
        const { values } = parseGoFlags(tensorflow.flags, job.spec?.plugins?.tensorflow ?? [])
        expect(sizeOfTfConfig(job, values as Parameters<typeof sizeOfTfConfig>[1])).toBe(longestOf(job, 'TF_CONFIG'))
      }),
    )
  })

  it('MPI_HOST', () => {
    fc.assert(
      fc.property(jobWith('mpi', args({ worker: fc.constantFrom('worker', 'mpi-log') })), (job) => {
        const master: Task = { name: 'master', replicas: 1 }
        const tasks = [master, ...(job.spec?.tasks ?? [])]
        const whole = { ...job, spec: { ...job.spec, tasks } }
        const { worker } = parseGoFlags(
          { worker: { type: 'string', default: 'worker', about: '' } },
          job.spec?.plugins?.mpi ?? [],
        ).values
        const workers = tasks.find(({ name }) => name === worker)
        fc.pre(workers !== undefined)
        const found = variableOf(whole, 'master', 0, 'MPI_HOST')
        expect(sizeOfVariable('MPI_HOST', sizeOfList(sizeOfHosts(whole, workers as Task)))).toBe(
          Buffer.byteLength(`MPI_HOST=${found?.value}\0`),
        )
      }),
    )
  })
})
