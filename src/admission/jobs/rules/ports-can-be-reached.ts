import type { ContainerPort } from '../../../kubernetes/shapes/container.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf, tasksOf } from '../../../plugins/hosts.ts'
import { mpi } from '../../../plugins/mpi/mpi.ts'
import { pytorch } from '../../../plugins/pytorch/pytorch.ts'
import { ssh } from '../../../plugins/ssh/ssh.ts'
import { svc } from '../../../plugins/svc/svc.ts'
import { tensorflow } from '../../../plugins/tensorflow/tensorflow.ts'
import { type Finding, invalid } from '../../finding.ts'
import { flagsOf } from '../derived/flags-of.ts'
import { partsOfTemplates } from '../derived/parts-of-templates.ts'
import type { JobRule } from '../rule.ts'

/** A job that opens ports for others does not cut them off with the NetworkPolicy of svc. Volcano does not look at it. */
export const portsCanBeReached: JobRule = {
  id: 'ports-can-be-reached',
  nature: 'doubtful',
  about: {
    why: 'Unless it is told otherwise, the plugin svc makes a NetworkPolicy that lets only pods of the job in. Dashboards, clients and monitoring get no answer, where the network of the cluster heeds such policies. Ports by which pods of the job talk to each other (those of mpi, ssh, tensorflow and pytorch, and ports called `...job-port`) are of no concern.',
    fix: 'Give svc `--disable-network-policy=true`, and where others must stay out make a NetworkPolicy of your own. If only pods of the job use the port, nothing is to be done.',
    upstream: [552, 5410],
  },
  reads: [],
  check({ object }) {
    const { plugins } = object.spec ?? {}
    if (plugins === undefined || !Object.hasOwn(plugins, 'svc')) return none
    const isAboutRay = Object.hasOwn(plugins, 'ray')
    const ports = isAboutRay || !partsOfTemplates(object).ports ? none : openPortsOf(object)
    if ((ports.length === 0 && !isAboutRay) || hasNoPolicy(object)) return none
    return isAboutRay ? [tellOfRay(object)] : tell(object, ports)
  },
}

const none: readonly never[] = []

const advice = 'give svc --disable-network-policy=true where others are to reach it'

const hasNoPolicy = (job: Job): boolean =>
  flagsOf<Readonly<{ 'disable-network-policy': boolean }>>(job, svc)?.['disable-network-policy'] === true

/** The Service of the head is there for others than the job. */
function tellOfRay(job: Job): Finding {
  const name = jobNameOf(job)
  const sentence = `the NetworkPolicy "${name}" of svc lets only pods of the job reach the Service "${name}-head-svc"`
  return invalid('spec.plugins[ray]', job.spec?.plugins?.ray ?? [], `${sentence}; ${advice}`)
}

type Open = Readonly<{ path: string; number: number }>

function tell(job: Job, ports: readonly Open[]): readonly Finding[] {
  const used = portsOfPlugins(job)
  const [first, ...others] = ports.filter(({ number }) => !used.has(number))
  if (first === undefined) return none
  const more = others.length === 0 ? '' : `, and ${others.length} more like it`
  const sentence = `the NetworkPolicy "${jobNameOf(job)}" of svc lets only pods of the job reach this port${more}`
  return [invalid(first.path, first.number, `${sentence}; ${advice}`)]
}

/** The ports that main containers declare. On the host network no policy speaks of them. */
const openPortsOf = (job: Job): readonly Open[] =>
  tasksOf(job).flatMap((task, i): readonly Open[] => {
    const { containers = none, hostNetwork = false } = task.template?.spec ?? {}
    if (hostNetwork) return none
    return containers.flatMap(({ ports = none }, j) =>
      ports.flatMap((port, k): readonly Open[] =>
        isOfJob(port)
          ? none
          : [
              {
                path: `spec.tasks[${i}].template.spec.containers[${j}].ports[${k}].containerPort`,
                number: port.containerPort ?? 0,
              },
            ],
      ),
    )
  })

/** By custom the port by which pods of a job talk to each other has such a name: tfjob-port, mpijob-port. */
const isOfJob = ({ name = '' }: ContainerPort): boolean => name.endsWith('job-port')

const portFlags = [
  [mpi, 'port'],
  [pytorch, 'port'],
  [ssh, 'ssh-port'],
  [tensorflow, 'port'],
] as const

/** The ports by which pods of the job talk to each other, as its plugins say. */
const portsOfPlugins = (job: Job): ReadonlySet<unknown> =>
  new Set(portFlags.map(([plugin, flag]) => flagsOf<Readonly<Record<string, unknown>>>(job, plugin)?.[flag]))
