import { setTimeout } from 'node:timers/promises'

type Patience = Readonly<{ deadlineMs?: number; everyMs?: number }>

/**
 * Asks until the answer is something else than undefined or false, and returns it.
 * Throws when the deadline, 30 seconds by default, passes before; `what` then says what never came.
 * A question that throws ends the waiting at once.
 */
export async function waitUntil<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  { deadlineMs = 30_000, everyMs = 50 }: Patience = {},
): Promise<Answer> {
  const deadline = Date.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() >= deadline) throw new Error(`waited ${deadlineMs} ms in vain until ${what}`)
    await setTimeout(everyMs)
  }
}
