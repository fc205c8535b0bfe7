import { podOfTask } from '../../src/admission/jobs/pod-of-task.ts'
import { mutatePods } from '../../src/admission/pods/mutate.ts'
import { applyPatch, type JsonPatch } from '../../src/kubernetes/json-patch.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { aCluster, decide } from '../builders.ts'
import { asStored } from './as-stored.ts'

/** What /pods/mutate does to a pod of a job. */
export const patchOf = (pod: Pod, job: Job): JsonPatch =>
  decide(mutatePods, pod, { namespace: job.metadata?.namespace ?? '', cluster: aCluster({ jobs: [job] }) }).patch

/** The pod as it is stored after /pods/mutate. */
export const injectedPod = (pod: Pod, job: Job): Pod => asStored(applyPatch(pod, patchOf(pod, job)))

/** The pod that we make of the job, for the task and index of a recorded one, before plugins act. */
export function ourPod(recorded: Pod, job: Job): Pod {
  const { 'volcano.sh/task-spec': name, 'volcano.sh/task-index': index } = recorded.metadata?.labels ?? {}
  const task = job.spec?.tasks?.find((candidate) => candidate.name === name)
  if (task === undefined) throw new Error(`the job has no task ${name}`)
  return withNamesOf(recorded, asStored(podOfTask(job, task, Number(index))))
}

/** Volcano makes up a part of the names of claims' volumes: those of the recorded pod stand for ours. */
function withNamesOf(recorded: Pod, pod: Pod): Pod {
  const ours = pod.spec?.volumes ?? []
  const names = new Map(ours.map(({ name }, i) => [name, recorded.spec?.volumes?.[i]?.name]))
  const renamed = <Item extends Readonly<{ name?: string }>>(item: Item): Item => ({
    ...item,
    name: names.get(item.name),
  })
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(ours.length > 0 && { volumes: ours.map(renamed) }),
      containers: (pod.spec?.containers ?? []).map(({ volumeMounts, ...container }) => ({
        ...container,
        ...(volumeMounts && { volumeMounts: volumeMounts.map(renamed) }),
      })),
    },
  }
}
