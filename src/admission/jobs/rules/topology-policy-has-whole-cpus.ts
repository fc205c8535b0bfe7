import { isWholeAndPositive } from '../../../kubernetes/quantity.ts'
import type { Container } from '../../../kubernetes/shapes/container.ts'
import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/**
 * Containers of a task with a topology policy are pinned to cpus, so they ask for whole ones; limits count where there are
 * no requests. Mirrors jobs/validate: validateTaskTopoPolicy, which names the first container only.
 */
export const topologyPolicyHasWholeCpus: JobRule = {
  id: 'topology-policy-has-whole-cpus',
  nature: 'upstream',
  about: {
    why: 'With a topology policy, containers are pinned to CPUs, and half of one cannot be pinned.',
    fix: 'Ask for whole CPUs in every container of the task.',
  },

  reads: [],
  check: ({ object: { spec = {} } }) => (spec.tasks ?? []).flatMap(checkTask),
}

function checkTask(task: Task, index: number): readonly Finding[] {
  if (!task.topologyPolicy || task.topologyPolicy === 'none') return []
  const { containers = [], initContainers = [] } = task.template?.spec ?? {}
  const pathOf = (list: string) => (container: Container, i: number) => ({ container, path: `${list}[${i}]` })
  const all = [...containers.map(pathOf('containers')), ...initContainers.map(pathOf('initContainers'))]
  return all.flatMap(({ container, path }, k) => {
    const cpu = cpuRequestOf(container)
    if (cpu !== undefined && isWholeAndPositive(cpu)) return []
    const sentence = `the cpu request isn't an integer in spec.task[${index}] container[${k}].`
    const at = `spec.tasks[${index}].template.spec.${path}.resources.requests[cpu]`
    const advice = `Topology policy ${task.topologyPolicy} pins cpus: ask for whole ones, such as 1`
    return [invalid(at, cpu ?? '', `${sentence} ${advice}`)]
  })
}

function cpuRequestOf({ resources = {} }: Container): string | number | undefined {
  const { requests = {}, limits = {} } = resources
  return Object.keys(requests).length > 0 ? requests.cpu : limits.cpu
}
