import type { HyperNode } from '../../kubernetes/shapes/hyper-node.ts'
import type { Rule } from '../rule.ts'

export type HyperNodeRule = Rule<HyperNode>
