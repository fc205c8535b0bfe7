import type { Container } from '../../../kubernetes/shapes/container.ts'
import type { Job, Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf } from '../../../plugins/hosts.ts'
import { ray } from '../../../plugins/ray/ray.ts'
import { ssh } from '../../../plugins/ssh/ssh.ts'
import { flagsOf } from './flags-of.ts'

/**
 * Names and paths by which what the plugins of a job add to pods may clash with what a template has. Few templates have any
 * of them: all others need no closer look.
 */
export type InjectedNames = Readonly<{
  mountPaths: ReadonlySet<string>
  volumes: ReadonlySet<string>
  /** Containers whose command is replaced. */
  started: ReadonlySet<string>
}>

export function injectedNamesOf(job: Job): InjectedNames {
  const name = jobNameOf(job)
  const plugins = job.spec?.plugins ?? {}
  const sshPath = flagsOf<Readonly<{ 'ssh-key-file-path': string }>>(job, ssh)?.['ssh-key-file-path']
  const rayFlags = flagsOf<Readonly<{ headContainer: string; workerContainer: string }>>(job, ray)
  return {
    mountPaths: new Set([
      ...(Object.hasOwn(plugins, 'svc') ? ['/etc/volcano'] : []),
      ...(sshPath === undefined ? [] : [sshPath]),
    ]),
    volumes: new Set([`${name}-svc`, `${name}-ssh`]),
    started: new Set(rayFlags === undefined ? [] : [rayFlags.headContainer, rayFlags.workerContainer]),
  }
}

/** Whether a pod of the task may have something of its own where plugins put theirs. */
export function mayClash({ template }: Task, names: InjectedNames): boolean {
  const { containers = none, initContainers = none, volumes = none } = template?.spec ?? {}
  return (
    volumes.some(({ name = '' }) => names.volumes.has(name)) ||
    containers.some((container) => mayContainerClash(container, names)) ||
    initContainers.some((container) => mayContainerClash(container, names))
  )
}

const none: readonly never[] = []

const mayContainerClash = (
  { name, command, ports = none, volumeMounts = none }: Container,
  names: InjectedNames,
): boolean =>
  name === 'wait-for-master' ||
  (command !== undefined && names.started.has(name ?? '')) ||
  ports.some((port) => portNames.has(port.name ?? '')) ||
  volumeMounts.some(({ mountPath = '' }) => names.mountPaths.has(mountPath))

const portNames: ReadonlySet<string> = new Set(['mpijob-port', 'pytorchjob-port', 'gcs', 'dashboard', 'client-server'])
