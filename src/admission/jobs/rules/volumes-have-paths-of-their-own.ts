import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { duplicate, type Finding } from '../../finding.ts'
import { claimVolumesOf } from '../claim-volumes.ts'
import type { JobRule } from '../rule.ts'

/** The volumes of a job are mounted in all main containers of its pods, beside what their templates mount. */
export const volumesHavePathsOfTheirOwn: JobRule = {
  id: 'volumes-have-paths-of-their-own',
  nature: 'impossible',
  about: {
    why: 'Each of `spec.volumes` is mounted in every container of every task. A container that mounts something at that path already would have two volumes there, so the API server refuses the pods.',
    fix: 'Change the `mountPath` of the volume or of the container.',
  },
  reads: [],
  check({ object }) {
    const { volumes, tasks } = object.spec ?? {}
    if (volumes === undefined || volumes.length === 0 || tasks === undefined) return none
    const mounted = new Set(claimVolumesOf(object).map(({ mount }) => mount.mountPath))
    const places = new Map(volumes.map(({ mountPath = '' }, i) => [mountPath, `spec.volumes[${i}]`]))
    return tasks.flatMap((task, i) =>
      mountsOf(task, `spec.tasks[${i}].template.spec`).flatMap(({ at, mountPath }): readonly Finding[] => {
        if (!mounted.has(mountPath)) return none
        const sentence = `must be unique: ${places.get(mountPath)} is mounted in every container at this path; change one of them`
        return [duplicate(at, mountPath, sentence)]
      }),
    )
  },
}

const none: readonly never[] = []

type Place = Readonly<{ at: string; mountPath: string }>

/** Where main containers have something already, be it a volume or a device. */
const mountsOf = ({ template }: Task, path: string): readonly Place[] =>
  (template?.spec?.containers ?? []).flatMap(({ volumeMounts = [], volumeDevices = [] }, i) => [
    ...volumeMounts.map(({ mountPath = '' }, j) => ({
      at: `${path}.containers[${i}].volumeMounts[${j}].mountPath`,
      mountPath,
    })),
    ...volumeDevices.map(({ devicePath = '' }, j) => ({
      at: `${path}.containers[${i}].volumeDevices[${j}].devicePath`,
      mountPath: devicePath,
    })),
  ])
