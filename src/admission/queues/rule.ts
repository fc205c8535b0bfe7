import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export type QueueRule<Reads extends keyof Snapshot = never> = Rule<Queue, Reads>
