import { madeClaimsOf } from '../admission/jobs/claim-volumes.ts'
import { completeJob } from '../admission/jobs/complete.ts'
import { podOfTask } from '../admission/jobs/pod-of-task.ts'
import { mutatePods } from '../admission/pods/mutate.ts'
import { creationOf } from '../admission/review.ts'
import type { Settings } from '../admission/settings.ts'
import type { Snapshot } from '../admission/snapshot.ts'
import { applyPatch } from '../kubernetes/json-patch.ts'
import type { Pod } from '../kubernetes/shapes/pod.ts'
import type { Queue } from '../kubernetes/shapes/queue.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import type { Companion } from '../plugins/companion.ts'
import { replicasOf } from '../plugins/hosts.ts'
import { fromPluginsOf } from '../plugins/registry.ts'

/** Stands for the uid that the API server will give. */
const unknownUid = '00000000-0000-0000-0000-000000000000'

/** Stands for a private key that the job's arguments hold: what is printed ends up in logs. */
const givenKey = '<given by --ssh-private-key>'

/** More pods than this are a mistake in a manifest sooner than a job. */
export const mostPods = 100_000

export const podsOf = (job: Job): number =>
  (job.spec?.tasks ?? []).reduce((sum, { replicas = 0 }) => sum + Math.max(0, replicas), 0)

/** Which pods of a task are drawn. */
export type Indexes = (replicas: number) => readonly number[]

const all: Indexes = (replicas) => Array.from({ length: replicas }, (_, index) => index)

/**
 * Everything that a job becomes: its companions, the claims of its volumes, then the pod of each task and index, after
 * injection. Of the cluster only the job's queue matters, which says whether other clusters extend it.
 */
export function renderJob(
  job: Job,
  settings: Settings,
  { queues }: Partial<Snapshot>,
  indexes: Indexes = all,
): readonly (Companion | Pod)[] {
  const { metadata = {} } = job
  const created = { ...job, metadata: { uid: unknownUid, namespace: 'default', ...metadata } }
  const stored = completeJob(created, settings)
  const companions = fromPluginsOf(stored, (plugin, args) => plugin.companions(stored, args, settings))
  const queue = queues?.get(stored.spec?.queue ?? '')
  return [...companions.map(hideKeys), ...madeClaimsOf(stored), ...renderPods(stored, queue, settings, indexes)]
}

function renderPods(job: Job, queue: Queue | undefined, settings: Settings, indexes: Indexes): readonly Pod[] {
  const cluster: Partial<Snapshot> = { jobs: { get: () => job } }
  return (job.spec?.tasks ?? []).flatMap((task) =>
    indexes(replicasOf(task)).map((index) => {
      const pod = podOfTask(job, task, index, queue)
      const { patch } = mutatePods.open(creationOf(pod, mutatePods.resource), settings).decide(cluster)
      return applyPatch(pod, patch)
    }),
  )
}

function hideKeys(companion: Companion): Companion {
  const { stringData } = companion
  if (companion.kind !== 'Secret' || typeof stringData !== 'object' || stringData === null) return companion
  const { id_rsa: key } = stringData as Readonly<{ id_rsa?: string }>
  return key === undefined || key.startsWith('<')
    ? companion
    : { ...companion, stringData: { ...stringData, id_rsa: givenKey } }
}
