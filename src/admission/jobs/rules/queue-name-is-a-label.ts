import { bytesOf, labelValueMistakes } from '../../../kubernetes/names.ts'
import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** Each pod of a job has the name of its queue in a label, where there is less room than in the name of a queue. */
export const queueNameIsALabel: JobRule = {
  id: 'queue-name-is-a-label',
  nature: 'impossible',
  about: {
    why: 'The label `volcano.sh/queue-name` of each pod holds the name of the queue. Names of queues may have 253 characters, values of labels 63: the API server refuses every pod of a job in a queue of a longer name.',
    fix: 'Submit the job to a queue of a shorter name.',
  },
  reads: [],
  check({ object: { spec = {} } }) {
    const { queue = '' } = spec
    const mistakes = labelValueMistakes(queue)
    if (mistakes.length === 0) return none
    const excess = bytesOf(queue) > 63 ? `${bytesOf(queue) - 63} too many: ` : ''
    const sentence = 'the label volcano.sh/queue-name of each pod would have this value'
    return [invalid('spec.queue', queue, `${sentence}: ${mistakes.join(' ')}; ${excess}take a queue of another name`)]
  },
}

const none: readonly never[] = []
