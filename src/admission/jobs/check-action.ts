import type { LifecyclePolicy } from '../../kubernetes/shapes/volcano-job.ts'
import { type Finding, invalid } from '../finding.ts'
import { actions } from './policy-words.ts'

/** Whether a policy does something that there is. */
export const checkAction = ({ action = '' }: LifecyclePolicy, path: string): readonly Finding[] =>
  actions.includes(action)
    ? none
    : [invalid(`${path}.action`, action, `invalid policy action; valid actions are [${actions.join(' ')}]`)]

const none: readonly never[] = []
