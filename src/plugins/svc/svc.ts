import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf, tasksOf } from '../hosts.ts'
import { keepLast } from '../keep-last.ts'
import { jobPlugin, type PodWish } from '../plugin.ts'
import { headlessService, hostsConfigMap, jobNetworkPolicy } from './companions.ts'
import { hostVariables } from './host-variables.ts'

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
  wishes: ({ job, podName }, flags) =>
    podName === '' ? forEveryPod(job, flags) : [{ wish: 'hostname', value: podName }, ...forEveryPod(job, flags)],
  companions: (job, flags) => [
    hostsConfigMap(job, configMapNameOf(job)),
    headlessService(job, flags['publish-not-ready-addresses']),
    ...(flags['disable-network-policy'] ? [] : [jobNetworkPolicy(job)]),
  ],
})

const configMapNameOf = (job: Job): string => `${jobNameOf(job)}-svc`

const forEveryPod = keepLast((job: Job, flags: Readonly<{ 'inject-hosts-env': boolean }>): readonly PodWish[] => {
  const name = configMapNameOf(job)
  const fromConfigMap = (key: string): PodWish => ({
    wish: 'env',
    variable: { name: key, valueFrom: { configMapKeyRef: { name, key } } },
    containers: 'all',
  })
  const variables = tasksOf(job).flatMap((task) => Object.values(hostVariables(task.name ?? '')))
  return [
    { wish: 'subdomain', value: jobNameOf(job) },
    ...(flags['inject-hosts-env'] ? variables.map(fromConfigMap) : []),
    { wish: 'mount', mount: { name, mountPath: '/etc/volcano' }, volume: { name, configMap: { name } } },
  ]
})
