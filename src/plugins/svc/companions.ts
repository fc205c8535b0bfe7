import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { type Companion, companionMetadata, podLabelsOf } from '../companion.ts'
import { hostsOf, jobNameOf, tasksOf } from '../hosts.ts'
import type { PluginOptions } from '../plugin-options.ts'
import { hostFiles } from './host-files.ts'
import { hostFile, hostVariables } from './host-variables.ts'

/**
 * The host lists of all tasks: as files for /etc/volcano and as the values of the VC_ variables. On request also the host files
 * of MPI, which are this server's own.
 */
export const hostsConfigMap = (job: Job, name: string, { extraEnv }: Pick<PluginOptions, 'extraEnv'>): Companion => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: companionMetadata(job, name),
  data: {
    ...Object.fromEntries(
      tasksOf(job).flatMap((task) => {
        const domains = hostsOf(job, task).map(({ domain }) => domain)
        const variables = hostVariables(task.name ?? '')
        return [
          [hostFile(task.name ?? ''), domains.join('\n')],
          [variables.hosts, domains.join(',')],
          [variables.number, String(domains.length)],
        ]
      }),
    ),
    ...(extraEnv ? hostFiles(job) : {}),
  },
})

/** Makes `<pod>.<job>` resolve to the pod. */
export const headlessService = (job: Job, publishNotReadyAddresses: boolean): Companion => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: companionMetadata(job, jobNameOf(job)),
  spec: {
    clusterIP: 'None',
    selector: podLabelsOf(job),
    ...(publishNotReadyAddresses ? { publishNotReadyAddresses } : {}),
  },
})

/** Pods of the job hear from pods of the job alone. */
export const jobNetworkPolicy = (job: Job): Companion => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: companionMetadata(job, jobNameOf(job)),
  spec: {
    podSelector: { matchLabels: podLabelsOf(job) },
    ingress: [{ from: [{ podSelector: { matchLabels: podLabelsOf(job) } }] }],
    policyTypes: ['Ingress'],
  },
})
