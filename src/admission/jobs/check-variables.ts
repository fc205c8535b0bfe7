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

/** More of them would tell nobody more, and a few megabytes of variables must not keep the server busy. */
const mostSuspects = 100

/** What is found in the variables of a job's containers; most are not suspect, and nothing is done for them. */
export function checkVariables({ spec = {} }: Job, isSuspect: Suspicion, judge: Judgement): readonly Finding[] {
  if (spec.plugins === undefined) return none
  let findings: readonly Finding[] = none
  let left = mostSuspects
  for (const [i, task] of (spec.tasks ?? none).entries())
    for (const suspect of suspectsIn(task, i, isSuspect)) {
      if (left === 0) return findings
      left -= 1
      findings = [...findings, ...judge(suspect)]
    }
  return findings
}

const none: readonly never[] = []

function suspectsIn(task: Task, k: number, isSuspect: Suspicion): Iterable<VariablePlace> {
  const { containers = none, initContainers = none } = task.template?.spec ?? {}
  const isEquipped = ({ env }: Container): boolean => env?.some(isSuspect) === true
  if (!containers.some(isEquipped) && !initContainers.some(isEquipped)) return none
  const at = `spec.tasks[${k}].template.spec`
  return among()

  function* among(): Generator<VariablePlace> {
    yield* inList(containers, 'containers')
    yield* inList(initContainers, 'initContainers')
  }
  function* inList(list: readonly Container[], name: string): Generator<VariablePlace> {
    for (const [j, container] of list.entries()) {
      const { env = none } = container
      for (const [i, variable] of env.entries())
        if (isSuspect(variable))
          yield { task, container, isMain: list === containers, env, i, path: `${at}.${name}[${j}].env[${i}]` }
    }
  }
}
