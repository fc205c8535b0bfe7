import type { Container, EnvVar } from '../../kubernetes/shapes/container.ts'
import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import type { Finding } from '../finding.ts'

/** A variable of a container, and where it stands. */
export type VariablePlace = Readonly<{
  task: Task
  container: Container
  isMain: boolean
  env: readonly EnvVar[]
  i: number
  path: string
}>

type Suspicion = (variable: EnvVar) => boolean
type Judgement = (place: VariablePlace) => readonly Finding[]

/** What is found in the variables of a job's containers; most are not suspect, and nothing is done for them. */
export function checkVariables({ spec = {} }: Job, isSuspect: Suspicion, judge: Judgement): readonly Finding[] {
  if (spec.plugins === undefined) return none
  const suspects = (spec.tasks ?? none).flatMap((task, i) => suspectsIn(task, i, isSuspect))
  return suspects.length === 0 ? none : suspects.flatMap(judge)
}

const none: readonly never[] = []

function suspectsIn(task: Task, k: number, isSuspect: Suspicion): readonly VariablePlace[] {
  const { containers = none, initContainers = none } = task.template?.spec ?? {}
  const isEquipped = ({ env }: Container): boolean => env?.some(isSuspect) === true
  if (!containers.some(isEquipped) && !initContainers.some(isEquipped)) return none
  const at = `spec.tasks[${k}].template.spec`
  const among = (list: readonly Container[], name: string, isMain: boolean): readonly VariablePlace[] =>
    list.flatMap((container, j) =>
      (container.env ?? none).flatMap((variable, i, env): readonly VariablePlace[] =>
        isSuspect(variable) ? [{ task, container, isMain, env, i, path: `${at}.${name}[${j}].env[${i}]` }] : none,
      ),
    )
  return [...among(containers, 'containers', true), ...among(initContainers, 'initContainers', false)]
}
