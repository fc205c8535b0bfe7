import type { Job, Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { tasksOf } from '../../../plugins/hosts.ts'
import type { Remark } from '../../../plugins/plugin.ts'
import { ssh } from '../../../plugins/ssh/ssh.ts'
import { svc } from '../../../plugins/svc/svc.ts'
import { joined, none } from '../../checks.ts'
import { asWarning, duplicate, type Finding, invalid } from '../../finding.ts'
import { injectPlugins } from '../../pods/inject-plugins.ts'
import { flagsOf } from '../derived/flags-of.ts'
import { injectedNamesOf, mayClash } from '../derived/injected-names.ts'
import { partsOfTemplates } from '../derived/parts-of-templates.ts'
import { podOfTask } from '../pod-of-task.ts'
import type { JobRule } from '../rule.ts'

/**
 * Templates and volumes of a job have nothing of their own where its plugins put theirs. What comes of it is found out by
 * giving a pod of the task what the plugins give it.
 */
export const templatesLeaveRoomForPlugins: JobRule = {
  id: 'templates-leave-room-for-plugins',
  nature: 'impossible',
  about: {
    why: "A template mounts something where a plugin mounts its files (`/etc/volcano`, `/root/.ssh`), has a volume, a container or a port of the name of one of the plugin's, or a command where ray has its own. With pods that get their plugins here, what the template has stays, and the plugin goes without. Volcano's controller adds a second one, and the API server refuses the pods.",
    fix: 'Rename or move what the answer names, set `--ssh-key-file-path`, or switch the plugin off. Where nobody but you makes the pods, set this rule to `warn`.',
  },
  reads: [],
  check({ object }) {
    const { plugins } = object.spec ?? {}
    if (plugins === undefined || !hasAny(plugins)) return none
    if (!mayAnyClash(object, plugins)) return checkPlugins(object)
    const names = injectedNamesOf(object)
    let found = joined(checkVolumes(object, names.mountPaths), checkPlugins(object))
    const job = reduced(object)
    for (const [i, task] of tasksOf(object).entries())
      if (mayClash(task, names)) found = joined(found, checkTask(job, task, i))
    return found
  },
}

function hasAny(plugins: object): boolean {
  for (const _ in plugins) return true
  return false
}

/** Most templates have nothing that could be in the way. */
function mayAnyClash(job: Job, plugins: object): boolean {
  const { ports, volumes } = partsOfTemplates(job)
  if (ports || volumes || job.spec?.volumes !== undefined) return true
  return Object.hasOwn(plugins, 'ray') || Object.hasOwn(plugins, 'pytorch')
}

const secondOne = "Volcano's own controller adds a second one, and the API server refuses the pods"

function checkVolumes({ spec = {} }: Job, mountPaths: ReadonlySet<string>): readonly Finding[] {
  if (spec.volumes === undefined) return none
  return spec.volumes.flatMap(({ mountPath = '' }, i): readonly Finding[] => {
    if (!mountPaths.has(mountPath)) return none
    const sentence = `a job plugin mounts its files there, too, and leaves the volume of the job; ${secondOne}`
    return [duplicate(`spec.volumes[${i}].mountPath`, mountPath, sentence)]
  })
}

/** svc has its path always. */
function checkPlugins(job: Job): readonly Finding[] {
  const path = flagsOf<Readonly<{ 'ssh-key-file-path': string }>>(job, ssh)?.['ssh-key-file-path']
  if (path !== '/etc/volcano' || flagsOf(job, svc) === undefined) return none
  const field = fieldOfFlag(ssh, job.spec?.plugins?.ssh ?? none, 'ssh-key-file-path')
  const sentence = `svc mounts the lists of hosts there, and is left out; ${secondOne}`
  return [duplicate(field, path, sentence)]
}

/** The job as far as pods of its templates alone depend on it: volumes of the job are for another rule, variables for none. */
const reduced = ({ spec = {}, ...job }: Job): Job => ({
  ...job,
  spec: {
    ...spec,
    volumes: [],
    plugins: {
      ...spec.plugins,
      ...(Object.hasOwn(spec.plugins ?? {}, 'svc') && { svc: ['--inject-hosts-env=false'] }),
    },
  },
})

const checkTask = (job: Job, task: Task, i: number): readonly Finding[] =>
  injectPlugins(podOfTask(job, task, 0), job)
    .remarks.filter(({ path }) => isClash.test(path))
    .map((remark) => tell(remark, `spec.tasks[${i}].template`))

/** Variables of the template's own are no matter: each container can have them. */
const isClash = /^spec\.(?!.*\.env\[)/

function tell({ path, value, message }: Remark, template: string): Finding {
  const at = `${template}.${path}`
  // These two Volcano's controller does not add a second time.
  if (path.endsWith('.command') || ownInitContainer.test(path)) return asWarning(invalid(at, value, message))
  return duplicate(at, value, `${message}; ${secondOne}`)
}

const ownInitContainer = /^spec\.initContainers\[\d+\]\.name$/
