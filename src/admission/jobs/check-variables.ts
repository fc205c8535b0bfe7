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
  const { tasks = none } = spec
  for (let i = 0; i < tasks.length; i++)
    for (const suspect of suspectsIn(tasks[i] ?? {}, i, isSuspect)) {
      if (left === 0) return findings
      left -= 1
      findings = [...findings, ...judge(suspect)]
    }
  return findings
}

const none: readonly never[] = []

function suspectsIn(task: Task, k: number, isSuspect: Suspicion): Iterable<VariablePlace> {
  const { containers = none, initContainers = none } = task.template?.spec ?? {}
  const isNone = !hasAny(containers, isSuspect) && !hasAny(initContainers, isSuspect)
  return isNone ? none : inTemplate(task, `spec.tasks[${k}].template.spec`, isSuspect)
}

function* inTemplate(task: Task, at: string, isSuspect: Suspicion): Generator<VariablePlace> {
  yield* inList(task, true, `${at}.containers`, isSuspect)
  yield* inList(task, false, `${at}.initContainers`, isSuspect)
}

function hasAny(containers: readonly Container[], isSuspect: Suspicion): boolean {
  for (const { env } of containers) if (env?.some(isSuspect)) return true
  return false
}

function* inList(task: Task, isMain: boolean, at: string, isSuspect: Suspicion): Generator<VariablePlace> {
  const { containers = none, initContainers = none } = task.template?.spec ?? {}
  for (const [j, container] of (isMain ? containers : initContainers).entries()) {
    const { env = none } = container
    for (const [i, variable] of env.entries())
      if (isSuspect(variable)) yield { task, container, isMain, env, i, path: `${at}[${j}].env[${i}]` }
  }
}
