import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { duplicate, type Finding, invalid, listed, notFound } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

const sentence = "job has dependencies between tasks, but doesn't form a directed acyclic graph(DAG)"

/**
 * Tasks wait for other tasks of the job, each named once, and never for themselves in the end.
 * Mirrors jobs/validate: topoSort, which gives its one sentence for all of these.
 */
export const dependsOnIsAcyclic: JobRule = {
  id: 'depends-on-is-acyclic',
  nature: 'upstream',
  about: {
    why: 'Tasks that wait for each other never start.',
    fix: 'Name other tasks of the job, each once, and take one of those away that close the circle.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const tasks = spec.tasks ?? []
    if (tasks.every(({ dependsOn }) => dependsOn === undefined)) return []
    const names = new Set(tasks.map(({ name = '' }) => name))
    return [
      ...tasks.flatMap((task, i) => checkNames(task, `spec.tasks[${i}].dependsOn.name`, names)),
      ...checkCycles(tasks, names),
    ]
  },
}

function checkNames({ dependsOn }: Task, path: string, names: ReadonlySet<string>): readonly Finding[] {
  const seen = new Set<string>()
  return (dependsOn?.name ?? []).flatMap((name, k) => {
    if (seen.has(name)) return [duplicate(`${path}[${k}]`, name, `${sentence}; name each task once`)]
    seen.add(name)
    if (names.has(name)) return []
    return [notFound(`${path}[${k}]`, name, `${sentence}; there is no such task, the tasks are ${listed(names)}`)]
  })
}

/** Takes away tasks that wait for nothing until none is left; what remains waits in a circle, or behind one. */
function checkCycles(tasks: readonly Task[], names: ReadonlySet<string>): readonly Finding[] {
  const known = (task: Task): readonly string[] => (task.dependsOn?.name ?? []).filter((other) => names.has(other))
  const waitsFor = new Map(tasks.map((task) => [task.name ?? '', new Set(known(task))]))
  const waiting = new Map<string, string[]>([...waitsFor.keys()].map((name) => [name, []]))
  for (const [name, others] of waitsFor) for (const other of others) waiting.get(other)?.push(name)
  const free = [...waitsFor].filter(([, others]) => others.size === 0).map(([name]) => name)
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    waitsFor.delete(name)
    for (const other of waiting.get(name) ?? []) {
      const left = waitsFor.get(other)
      left?.delete(name)
      if (left?.size === 0) free.push(other)
    }
  }
  const [start] = waitsFor
  if (start === undefined) return []
  const index = tasks.findIndex(({ name = '' }) => name === start[0])
  const path = `spec.tasks[${index}].dependsOn.name`
  return [
    invalid(path, [...start[1]], `${sentence}; these tasks wait for each other for ever: ${listed(waitsFor.keys())}`),
  ]
}
