import type { Requirement } from './rule.ts'
import { webhooks } from './webhooks.ts'

/** Every rule whose level can be set, once, in the order of the webhooks that ask it. */
export const catalogue: readonly Requirement[] = [
  ...new Map(webhooks.flatMap(({ requirements }) => requirements.map((rule) => [rule.id, rule]))).values(),
]
