import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { notFound } from '../../finding.ts'
import type { LookUp } from '../../snapshot.ts'
import type { JobRule } from '../rule.ts'

/** Where a job names the priority class of its pods: for all of them, or for those of a task. */
function namesIn({ spec = {} }: Job): readonly Readonly<{ name: string; path: string }>[] {
  const { priorityClassName: ofJob = '', tasks = [] } = spec
  const named = ofJob === '' ? [] : [{ name: ofJob, path: 'spec.priorityClassName' }]
  for (const [i, { template }] of tasks.entries()) {
    const name = template?.spec?.priorityClassName
    if (name) named.push({ name, path: `spec.tasks[${i}].template.spec.priorityClassName` })
  }
  return named
}

export const priorityClassesOf = (job: Job): readonly LookUp[] =>
  namesIn(job).map(({ name }) => ({ from: 'priorityClasses', name }))

/** The API server refuses pods whose priority class does not exist, so such a job waits for ever. Volcano admits it. */
export const priorityClassesExist: JobRule<'priorityClasses'> = {
  id: 'priority-classes-exist',
  nature: 'impossible',
  about: {
    why: 'The API server refuses pods whose priority class does not exist. Volcano admits the job, which then waits for ever.',
    fix: 'Create the priority class, or put its name right.',
  },

  reads: ['priorityClasses'],
  check({ object }, { priorityClasses }) {
    const missing = namesIn(object).filter(({ name }) => priorityClasses.get(name) === undefined)
    const sentence =
      'there is no such priority class, so the API server will refuse the pods; create it or name another'
    return missing.map(({ name, path }) => notFound(path, name, sentence))
  },
}
