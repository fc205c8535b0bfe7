import { parseGoFlags } from '../../kubernetes/go-flags.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { defaultPluginOptions, type PluginOptions } from '../plugin-options.ts'
import { mostBytesOfData, sizeOfHostLists } from '../sizes/size-of-host-lists.ts'
import { sizeOfSshSecret } from '../sizes/size-of-ssh-secret.ts'
import { sshFlags } from '../ssh/ssh.ts'

/** Whether a list of a job's hosts is larger than the API server takes it: it must not even be made. */
export function hasTooManyHosts(
  job: Job,
  { sshClientConfig }: Pick<PluginOptions, 'sshClientConfig'> = defaultPluginOptions,
): boolean {
  const switchedOn = job.spec?.plugins ?? {}
  if (Object.hasOwn(switchedOn, 'svc') && sizeOfHostLists(job) > mostBytesOfData) return true
  if (!Object.hasOwn(switchedOn, 'ssh')) return false
  const { values } = parseGoFlags(sshFlags, switchedOn.ssh ?? [])
  return sizeOfSshSecret(job, values, sshClientConfig) > mostBytesOfData
}

export const tooManyHosts =
  'the job has more hosts than a ConfigMap or a Secret can list: nothing is made of what its plugins need beside pods; give it fewer replicas, or shorter names'
