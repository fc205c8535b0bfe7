import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { invalid } from '../finding.ts'
import { type Requirement, report } from '../rule.ts'
import type { Settings } from '../settings.ts'
import type { Reported } from '../verdict.ts'
import { defaultMaxRetry } from './defaults/max-retry.ts'

/** A number that a job says is the one that it gets, be it 0. */
export const zeroesStay: Requirement = {
  id: 'zeroes-stay',
  nature: 'doubtful',
  about: {
    why: 'Where a default is filled in, Volcano takes an explicit 0 for not given: a job that should not be retried is retried three times.',
    fix: 'Start the server with `--explicit-zeroes=kept`, or leave the field out. A job whose `maxRetry` is 1 is not restarted either.',
    upstream: [2012, 5895],
  },
}

/** The zeroes of a new job that give way to defaults. */
export function findReplacedZeroes({ spec = {} }: Job, settings: Settings): readonly Reported[] {
  if (settings.explicitZeroes === 'kept') return none
  const { maxRetry, tasks = none } = spec
  if (maxRetry !== 0 && !tasks.some((task) => task.maxRetry === 0)) return none
  const ofTasks = tasks.flatMap((task, i): readonly string[] =>
    task.maxRetry === 0 ? [`spec.tasks[${i}].maxRetry`] : none,
  )
  const places = maxRetry === 0 ? ['spec.maxRetry', ...ofTasks] : ofTasks
  const sentence = `0 counts as not given, as in Volcano, so it becomes ${defaultMaxRetry}; leave it out, or start the server with --explicit-zeroes=kept`
  return places.flatMap((path) => report(zeroesStay, invalid(path, 0, sentence), settings))
}

const none: readonly never[] = []
