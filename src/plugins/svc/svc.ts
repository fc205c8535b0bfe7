import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf, tasksOf } from '../hosts.ts'
import { keepLast } from '../keep-last.ts'
import { jobPlugin, type PodWish } from '../plugin.ts'
import { headlessService, hostsConfigMap, jobNetworkPolicy } from './companions.ts'
import { hostFile, hostVariables } from './host-variables.ts'
import { listFits } from './list-fits.ts'

/**
 * Each pod gets the host name and subdomain that the job's headless Service resolves, the host lists of all tasks as
 * environment, and the same lists as files under /etc/volcano. Mirrors pkg/controllers/job/plugins/svc.
 */
export const svc = jobPlugin({
  name: 'svc',
  about: 'pods of a job find each other by name',
  flags: {
    'publish-not-ready-addresses': { type: 'bool', default: false, about: 'resolve pods before they are ready' },
    'disable-network-policy': { type: 'bool', default: false, about: 'leave pods reachable from outside the job' },
    'inject-hosts-env': {
      type: 'bool',
      default: true,
      about: '`VC_<TASK>_HOSTS` and `VC_<TASK>_NUM` in every container',
    },
  },
  wishes({ job, podName, options }, flags) {
    const wishes = options.hostVariables === 'always' ? forEveryPod(job, flags) : withShortLists(job, flags)
    return podName === '' ? wishes : [{ wish: 'hostname', value: podName }, ...wishes]
  },
  companions: (job, flags, options) => [
    hostsConfigMap(job, configMapNameOf(job), options),
    headlessService(job, flags['publish-not-ready-addresses']),
    ...(flags['disable-network-policy'] ? [] : [jobNetworkPolicy(job)]),
  ],
})

const configMapNameOf = (job: Job): string => `${jobNameOf(job)}-svc`

type Flags = Readonly<{ 'inject-hosts-env': boolean }>

const forEveryPod = keepLast((job: Job, flags: Flags) => wishesWithout(new Set(), job, flags))

/** The same without the lists that are too long for a variable, and with a word about them. */
const withShortLists = keepLast((job: Job, flags: Flags): readonly PodWish[] => {
  const omitted = flags['inject-hosts-env'] ? tasksOf(job).filter((task) => !listFits(job, task)) : []
  const remarks = omitted.map((task) => listOmitted(job, task.name ?? ''))
  return [...wishesWithout(new Set(omitted), job, flags), ...remarks]
})

/** What every pod gets, without variables for the lists of the omitted tasks. */
function wishesWithout(omitted: ReadonlySet<Task>, job: Job, flags: Flags): readonly PodWish[] {
  const name = configMapNameOf(job)
  const fromConfigMap = (key: string): PodWish => ({
    wish: 'env',
    variable: { name: key, valueFrom: { configMapKeyRef: { name, key } } },
    containers: 'all',
  })
  const variables = tasksOf(job).flatMap((task) => {
    const { hosts, number } = hostVariables(task.name ?? '')
    return omitted.has(task) ? [number] : [hosts, number]
  })
  return [
    { wish: 'subdomain', value: jobNameOf(job) },
    ...(flags['inject-hosts-env'] ? variables.map(fromConfigMap) : []),
    {
      wish: 'mount',
      mount: { name, mountPath: '/etc/volcano' },
      volume: { name, configMap: { name } },
      containers: 'all',
    },
  ]
}

const listOmitted = (job: Job, task: string): PodWish => ({
  wish: 'nothing',
  because: {
    path: 'metadata.labels[volcano.sh/job-name]',
    value: jobNameOf(job),
    message: `${hostVariables(task).hosts} would be too long for Linux to start a program, so the pod does not get it (--host-variables): read /etc/volcano/${hostFile(task)}`,
  },
})
