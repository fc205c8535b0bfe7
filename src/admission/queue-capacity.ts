import { writeAmount } from '../kubernetes/resource-amounts.ts'
import { type Finding, invalid, listed } from './finding.ts'
import type { Ceiling } from './queues/ceilings.ts'
import type { Requirement } from './rule.ts'

/** What must start together asks for no more than its queue, and all above it, can ever give. */
export const queueCanGive: Omit<Requirement, 'about'> & Required<Pick<Requirement, 'about'>> = {
  id: 'queue-can-give',
  nature: 'doubtful',
  about: {
    why: 'The scheduler starts no job whose pods, as many as must start together, ask for more than the capability of its queue or of a queue above that. The job waits, and no event says for what.',
    fix: 'Lower the requests or minAvailable (minResources of a pod group), name another queue, or raise the capability of the queue that the message names.',
    upstream: [1330, 1331],
  },
}

/** `cpu 12 of 8 (queue research)` for each resource of which too much is asked for. */
export const findExcesses = (
  ceilings: ReadonlyMap<string, Ceiling>,
  askedFor: (resource: string) => bigint,
): readonly string[] =>
  [...ceilings].flatMap(([name, { amount, queue }]) => {
    if (isPartOfDevice(name)) return []
    const asked = askedFor(name)
    return asked <= amount
      ? []
      : [`${name} ${writeAmount(name, asked)} of ${writeAmount(name, amount)} (queue ${queue})`]
  })

/** Shares of accelerators are not counted as they are asked for. */
const isPartOfDevice = (name: string): boolean => /^volcano\.sh\/|\/.*-(?:core|memory)$/.test(name)

/** `who` asks for the excesses. */
export const tellExcesses = (path: string, value: string, who: string, excesses: readonly string[]): Finding =>
  invalid(
    path,
    value,
    `${who} for more than there is: ${listed(excesses)}; lower the requests, or raise capability there`,
  )
