import { bytesOf } from '../../../kubernetes/names.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { each, joined, none } from '../../checks.ts'
import { duplicate, type Finding, invalid, required } from '../../finding.ts'

const segment = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const pattern = `^(${segment}[\\./])*${segment}$`
const nameOfSysctl = new RegExp(pattern)
const mostBytes = 253

/** Kernel parameters have names, and those of the host stay with the host. Mirrors validateSysctls. */
export function checkSysctls(spec: PodSpec, path: string): readonly Finding[] {
  const sysctls = spec.securityContext?.sysctls
  if (sysctls === undefined) return none
  const taken = new Set<string>()
  return each(sysctls, path, ({ name = '' }, at) => {
    const found = joined(checkName(name, `${at}.name`, taken), checkNamespace(name, `${at}.name`, spec))
    taken.add(name)
    return found
  })
}

function checkName(name: string, path: string, taken: ReadonlySet<string>): readonly Finding[] {
  if (name === '') return [required(path, 'name the kernel parameter, such as net.core.somaxconn')]
  if (bytesOf(name) > mostBytes || !nameOfSysctl.test(name))
    return [invalid(path, name, `must have at most ${mostBytes} characters and match regex ${pattern}`)]
  return taken.has(name) ? [duplicate(path, name, 'an earlier sysctl has this name; keep one of them')] : none
}

/** Mirrors ValidateHostSysctl. */
function checkNamespace(name: string, path: string, { hostNetwork, hostIPC }: PodSpec): readonly Finding[] {
  const namespace = namespaceOf(name)
  if (hostNetwork && namespace === 'net')
    return [invalid(path, name, "may not be specified when 'hostNetwork' is true")]
  if (hostIPC && namespace === 'ipc') return [invalid(path, name, "may not be specified when 'hostIPC' is true")]
  return none
}

const ofIpc: ReadonlySet<string> = new Set([
  'kernel.sem',
  'kernel.shm',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
  'kernel.msg',
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
])

/** The part of the kernel that a pod may share with its host. Mirrors component-helpers: sysctl.GetNamespace. */
function namespaceOf(name: string): 'net' | 'ipc' | undefined {
  const [start = ''] = withDots(name).split('*', 1)
  if (start.startsWith('net.')) return 'net'
  return ofIpc.has(start) || start.startsWith('fs.mqueue.') ? 'ipc' : undefined
}

/** Where slashes come first, slashes and dots have changed their places. */
const withDots = (name: string): string =>
  /^[^./]*\//.test(name) ? name.replaceAll(/[./]/g, (mark) => (mark === '.' ? '/' : '.')) : name
