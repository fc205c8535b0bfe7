import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { type Check, joined, none, oneOf } from '../../checks.ts'
import { type Finding, forbidden, required } from '../../finding.ts'
import { eachContainer } from '../each-container.ts'

/** A pod for one operating system sets nothing that only another has. Mirrors validateOS, -Linux and -Windows. */
export function checkOperatingSystem(spec: PodSpec, path: string): readonly Finding[] {
  if (spec.os === undefined) return none
  const { name = '' } = spec.os
  switch (name) {
    case '':
      return [required(`${path}.os.name`, 'take linux or windows, or leave os out')]
    case 'linux':
      return checkLinux(spec, path)
    case 'windows':
      return checkWindows(spec, path)
    default:
      return checkName(name, `${path}.os.name`)
  }
}

const checkName = oneOf(['linux', 'windows'])

const checkLinux = (spec: PodSpec, path: string): readonly Finding[] =>
  joined(checkNoWindows(spec, path), eachContainer(spec, path, checkNoWindows))

type Secured = Readonly<{ securityContext?: Readonly<{ windowsOptions?: unknown }> }>

const checkNoWindows: Check<Secured> = ({ securityContext }, path) =>
  securityContext?.windowsOptions === undefined
    ? none
    : [forbidden(`${path}.securityContext.windowsOptions`, 'windows options cannot be set for a linux pod')]

/** What Linux pods set in their security context, in that of their containers, and beside it. */
const ofPods = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
] as const
const ofContainers = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const

const checkWindows = (spec: PodSpec, path: string): readonly Finding[] =>
  joined(
    ofPods
      .filter((field) => isSet(spec.securityContext?.[field], field))
      .map((field) => notOnWindows(`${path}.securityContext.${field}`)),
    (['hostUsers', 'shareProcessNamespace'] as const)
      .filter((field) => spec[field] !== undefined)
      .map((field) => notOnWindows(`${path}.${field}`)),
    (['hostPID', 'hostIPC'] as const).filter((field) => spec[field]).map((field) => notOnWindows(`${path}.${field}`)),
    eachContainer(spec, path, ({ securityContext }, at) =>
      ofContainers
        .filter((field) => securityContext?.[field] !== undefined)
        .map((field) => notOnWindows(`${at}.securityContext.${field}`)),
    ),
  )

/** An empty list of sysctls sets nothing; an empty list of groups does. */
const isSet = (value: unknown, field: string): boolean =>
  value !== undefined && !(field === 'sysctls' && Array.isArray(value) && value.length === 0)

const notOnWindows = (path: string): Finding => forbidden(path, 'cannot be set for a windows pod')
