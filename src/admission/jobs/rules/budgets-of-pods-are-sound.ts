import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { replicasOf } from '../../../plugins/hosts.ts'
import type { Finding } from '../../finding.ts'
import { budgetKeys, checkBudgets } from '../../pods/rules/budgets-are-sound.ts'
import type { JobRule } from '../rule.ts'

/**
 * A job hands its disruption budget to its pods, and a template may have one: /pods/validate refuses every pod whose budget
 * cannot be read. Volcano looks at pods only.
 */
export const budgetsOfPodsAreSound: JobRule = {
  id: 'budgets-of-pods-are-sound',
  nature: 'impossible',
  about: {
    why: 'The annotations `volcano.sh/jdb-min-available` and `volcano.sh/jdb-max-unavailable` of a job and of its templates become annotations of the pods. Where such a budget cannot be read, or where both are there, `/pods/validate` refuses every pod. Without that webhook the budget has no effect.',
    fix: 'Write a number of pods, such as `2`, or a percentage, such as `50%`, in one of the two annotations.',
  },
  reads: [],
  check({ object }, _, { schedulerNames }): readonly Finding[] {
    const { metadata, spec: { tasks = none, schedulerName = '' } = {} } = object
    const ofJob = metadata?.annotations === undefined ? undefined : handedOn(object)
    let found: readonly Finding[] = none
    for (const [i, task] of tasks.entries()) {
      const annotations = task.template?.metadata?.annotations
      if (annotations === undefined && ofJob === undefined) continue
      if (replicasOf(task) === 0 || !schedulerNames.includes(task.template?.spec?.schedulerName || schedulerName))
        continue
      found = [...found, ...checkTask(annotations, ofJob, `spec.tasks[${i}].template.metadata.annotations`)]
    }
    if (found.length === 0) return none
    // What is wrong with the budget of the job is told once, not for each task.
    return [...new Map(found.map((finding) => [finding.path + finding.message, finding])).values()]
  },
}

const none: readonly never[] = []

type Annotations = Readonly<Record<string, string>>

/** The budget that pods get from their job: the first of the two. Mirrors createJobPod. */
function handedOn({ metadata }: Job): Annotations | undefined {
  const key = budgetKeys.find((each) => metadata?.annotations?.[each] !== undefined)
  return key === undefined ? undefined : { [key]: metadata?.annotations?.[key] ?? '' }
}

const checkTask = (own: Annotations | undefined, ofJob: Annotations | undefined, path: string): readonly Finding[] =>
  checkBudgets({ ...own, ...ofJob }, (key) => (ofJob?.[key] === undefined ? path : 'metadata.annotations'))
