import type { Container } from '../../kubernetes/shapes/container.ts'
import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { tasksOf } from '../../plugins/hosts.ts'

/** A container of a task with variables of its own, and where it stands. */
export type EquippedContainer = Readonly<{ task: Task; container: Container; isMain: boolean; path: string }>

/** The containers of a job that set variables, in their order. Without plugins there are none to be told of. */
export const equippedContainersOf = (job: Job): readonly EquippedContainer[] =>
  job.spec?.plugins === undefined ? none : tasksOf(job).flatMap(equippedIn)

const none: readonly never[] = []

function equippedIn(task: Task, i: number): readonly EquippedContainer[] {
  const spec = task.template?.spec ?? {}
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    (spec[list] ?? none).flatMap((container: Container, k): readonly EquippedContainer[] => {
      if (!container.env?.length) return none
      return [{ task, container, isMain: list === 'containers', path: `spec.tasks[${i}].template.spec.${list}[${k}]` }]
    }),
  )
}
