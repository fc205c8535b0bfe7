import { randomUUID } from 'node:crypto'
import { type Body, placeholderUid } from './bodies.ts'
import { answerChecker, type Expected } from './check-answer.ts'
import type { Connection } from './connection.ts'

/** What one turn of load has found: latencies in milliseconds, and what was wrong with answers. */
export type LoadResult = Readonly<{ elapsedMs: number; latencies: readonly number[]; mistakes: readonly string[] }>

type Load = Readonly<{ body: Body; expected: Expected; seconds: number }>

/**
 * Asks on each connection one question after the other, for so many seconds; a mistake ends it. Each question has a uid of
 * its own, and each answer is checked.
 */
export async function sendLoad(
  connections: readonly Connection[],
  { body: { path, text }, expected, seconds }: Load,
): Promise<LoadResult> {
  const template = Buffer.from(text())
  const uidAt = template.indexOf(placeholderUid)
  const check = answerChecker(expected)
  const latencies: number[] = []
  const mistakes: string[] = []
  const start = performance.now()
  const end = start + seconds * 1_000

  async function askAgainAndAgain(connection: Connection): Promise<void> {
    const question = Buffer.from(template)
    while (performance.now() < end && mistakes.length === 0) {
      const uid = randomUUID()
      question.write(uid, uidAt)
      const asked = performance.now()
      const mistake = await connection.ask(path, question).then((answer) => check(answer, uid), String)
      latencies.push(performance.now() - asked)
      if (mistake !== undefined) mistakes.push(mistake)
    }
  }
  await Promise.all(connections.map(askAgainAndAgain))
  return { elapsedMs: performance.now() - start, latencies, mistakes }
}
