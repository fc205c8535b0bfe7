import type { Job, Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { replicasOf, tasksOf } from '../../../plugins/hosts.ts'
import { mostSentBytes, sizeOfHostReferences } from '../../../plugins/sizes/size-of-host-references.ts'
import { svc } from '../../../plugins/svc/svc.ts'
import { each, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { flagsOf } from './flags-of.ts'

/** Pods of a job of many tasks are too large to be stored: svc gives each container two variables for each task. */
export function checkHostReferences(job: Job, maxObjectBytes: number): readonly Finding[] {
  const tasks = tasksOf(job)
  if (!tasks.some((task) => containersOf(task) * tasks.length > alwaysFits)) return none
  if (flagsOf<Readonly<{ 'inject-hosts-env': boolean }>>(job, svc)?.['inject-hosts-env'] !== true) return none
  const { stored, sent } = sizeOfHostReferences(job)
  const limits = [
    { each: stored, most: maxObjectBytes, who: 'etcd' },
    { each: sent, most: mostSentBytes, who: 'the API server' },
  ]
  return each(tasks, 'spec.tasks', (task, path) => {
    const containers = containersOf(task)
    const limit = limits.find((limit) => containers * limit.each > limit.most)
    if (limit === undefined || replicasOf(task) === 0) return none
    const size = containers * limit.each
    const sentence = `each pod would have ${containers} containers with two variables of svc for each of ${tasks.length} tasks, which are at least ${size} bytes, and ${limit.who} takes ${limit.most}`
    return [invalid(`${path}.template.spec.containers`, containers, `${sentence}; give svc --inject-hosts-env=false`)]
  })
}

/** However long names are, the variables of so many tasks, or of fewer in several containers, fit. */
const alwaysFits = 3400

const containersOf = ({ template }: Task): number =>
  (template?.spec?.containers?.length ?? 0) + (template?.spec?.initContainers?.length ?? 0)
