import type { Job, Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { replicasOf, taskOf, tasksOf } from '../../../plugins/hosts.ts'
import { pytorch } from '../../../plugins/pytorch/pytorch.ts'
import { ssh } from '../../../plugins/ssh/ssh.ts'
import { joined, none } from '../../checks.ts'
import { duplicate, type Finding, invalid, required } from '../../finding.ts'
import { isPadded } from '../../pod-templates/padding.ts'
import { flagsOf } from '../derived/flags-of.ts'
import { injectedNamesOf } from '../derived/injected-names.ts'
import { partsOfTemplates } from '../derived/parts-of-templates.ts'
import type { JobRule } from '../rule.ts'

/** What plugins add to pods as their arguments say, the API server takes: paths of mounts, the image of an init container. */
export const additionsOfPluginsAreLegal: JobRule = {
  id: 'additions-of-plugins-are-legal',
  nature: 'impossible',
  about: {
    why: 'Arguments of plugins end up in pods: the path where ssh mounts its keys, the image of the init container of pytorch. Where one is empty, where the image has blanks around it, or where a container has a device at the path of a mount, the API server refuses every pod of the job.',
    fix: 'Give the argument a value, or leave it out: then its default counts. Give the device another path.',
  },
  reads: [],
  check({ object }) {
    const { plugins } = object.spec ?? {}
    if (plugins === undefined) return none
    const found = joined(checkSsh(object), checkPytorch(object))
    return partsOfTemplates(object).devices ? joined(found, checkDevices(object)) : found
  },
}

const argumentsOf = (job: Job, plugin: string): readonly string[] => job.spec?.plugins?.[plugin] ?? none

function checkSsh(job: Job): readonly Finding[] {
  const flags = flagsOf<Readonly<{ 'ssh-key-file-path': string }>>(job, ssh)
  if (flags?.['ssh-key-file-path'] !== '') return none
  const field = fieldOfFlag(ssh, argumentsOf(job, 'ssh'), 'ssh-key-file-path')
  return [required(field, 'ssh mounts its keys at this path; say where, or leave --ssh-key-file-path out')]
}

type WaitFlags = Readonly<{
  master: string
  worker: string
  'wait-master-enabled': boolean
  'wait-master-image': string
}>

function checkPytorch(job: Job): readonly Finding[] {
  const flags = flagsOf<WaitFlags>(job, pytorch)
  if (flags === undefined || !flags['wait-master-enabled']) return none
  const image = flags['wait-master-image']
  if (image !== '' && !isPadded(image)) return none
  if ([flags.master, flags.worker].some((name) => taskOf(job, name) === undefined)) return none
  const field = fieldOfFlag(pytorch, argumentsOf(job, 'pytorch'), 'wait-master-image')
  if (image !== '') return [invalid(field, image, 'must not have leading or trailing whitespace')]
  return [required(field, 'the init container of workers has this image; name one, or leave --wait-master-image out')]
}

function checkDevices(job: Job): readonly Finding[] {
  const { mountPaths } = injectedNamesOf(job)
  return tasksOf(job).flatMap((task, i) => (replicasOf(task) === 0 ? none : checkTask(task, i, mountPaths)))
}

const checkTask = ({ template }: Task, i: number, mountPaths: ReadonlySet<string>): readonly Finding[] =>
  (['containers', 'initContainers'] as const).flatMap((list) =>
    (template?.spec?.[list] ?? none).flatMap(({ volumeDevices = none }, j) =>
      volumeDevices.flatMap(({ devicePath = '' }, k): readonly Finding[] => {
        if (!mountPaths.has(devicePath)) return none
        const path = `spec.tasks[${i}].template.spec.${list}[${j}].volumeDevices[${k}].devicePath`
        return [duplicate(path, devicePath, 'a job plugin mounts its files there; give the device another path')]
      }),
    ),
  )
