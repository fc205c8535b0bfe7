import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf, replicasOf, tasksOf } from '../../../plugins/hosts.ts'
import { sizeOfHostFiles } from '../../../plugins/sizes/size-of-host-files.ts'
import { mostBytesOfData, sizeOfHostLists } from '../../../plugins/sizes/size-of-host-lists.ts'
import { type SshSecretFlags, sizeOfSshSecret } from '../../../plugins/sizes/size-of-ssh-secret.ts'
import { ssh } from '../../../plugins/ssh/ssh.ts'
import { svc } from '../../../plugins/svc/svc.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { Settings } from '../../settings.ts'
import { flagsOf } from '../derived/flags-of.ts'
import { largestTask, mostReplicas, podsOf, withReplicas } from '../derived/most-replicas.ts'
import type { JobRule } from '../rule.ts'

/** The ConfigMap of svc and the Secret of ssh, which list all hosts of a job, are no larger than the API server takes them. */
export const companionsFit: JobRule = {
  id: 'companions-fit',
  nature: 'impossible',
  about: {
    why: 'The ConfigMap of svc lists the hosts of the job twice, the Secret of ssh three times as much of them. The API server takes 1 MiB (1048576 bytes) of values in each: Volcano makes no pod of a job where it is more, from about 5000 pods on where names are long, from 20000 where they are short.',
    fix: 'Have no more replicas than the answer says, give job and tasks shorter names, or make several jobs of it.',
    upstream: [260],
  },
  reads: [],
  check({ object }, _, { sshClientConfig, extraEnv }) {
    if (podsOf(object) <= alwaysFits && !bringsKeys(object)) return none
    return [...checkHostLists(object, extraEnv), ...checkSecret(object, sshClientConfig)]
  },
}

const none: readonly never[] = []

/** However long the names are that Kubernetes allows, the lists of so many hosts fit. */
const alwaysFits = 2000

/** Keys may be of any length. */
const bringsKeys = ({ spec = {} }: Job): boolean =>
  spec.plugins !== undefined && Object.hasOwn(spec.plugins, 'ssh') && (spec.plugins.ssh?.length ?? 0) > 0

function checkHostLists(job: Job, withFiles: boolean): readonly Finding[] {
  if (flagsOf(job, svc) === undefined) return none
  const sizeOf = (each: Job) => sizeOfHostLists(each) + (withFiles ? sizeOfHostFiles(each) : 0)
  return tell(job, 'ConfigMap', `${jobNameOf(job)}-svc`, sizeOf)
}

function checkSecret(job: Job, config: Settings['sshClientConfig']): readonly Finding[] {
  const flags = flagsOf<SshSecretFlags>(job, ssh)
  if (flags === undefined) return none
  return tell(job, 'Secret', `${jobNameOf(job)}-ssh`, (each) => sizeOfSshSecret(each, flags, config))
}

function tell(job: Job, kind: string, name: string, sizeOf: (job: Job) => number): readonly Finding[] {
  const size = sizeOf(job)
  if (size <= mostBytesOfData) return none
  const i = largestTask(job)
  const { name: task = '', replicas = 0 } = tasksOf(job)[i] ?? {}
  const most = mostReplicas(replicasOf({ replicas }), (fewer) => sizeOf(withReplicas(job, i, fewer)) <= mostBytesOfData)
  const sentence = `the ${kind} "${name}", which lists all hosts, would have ${size} bytes, and the API server takes ${mostBytesOfData}`
  const advice =
    most < 0
      ? 'use shorter names, or make several jobs of it'
      : `up to ${most} replicas of ${task} fit; for more, use shorter names`
  return [invalid(`spec.tasks[${i}].replicas`, replicas, `${sentence}; ${advice}`)]
}
