import { get } from 'node:https'
import type { RunningProcess } from './start-process.ts'
import { waitUntil } from './wait-until.ts'

/**
 * Waits until the URL answers 200. Throws with the tails of the logs when one of the programs ends before, or when that
 * takes more than a minute.
 */
export async function waitUntilReady(
  url: string,
  authority: string,
  programs: readonly RunningProcess[],
): Promise<void> {
  const isReady = () => {
    const ended = programs.find((program) => program.hasEnded())
    if (ended) throw new Error(`${ended.name} ended`)
    return answersOk(url, authority)
  }
  try {
    await waitUntil(`${url} answers`, isReady, { deadlineMs: 60_000 })
  } catch (cause) {
    const logs = programs.map(({ name, logTail }) => `The end of the log of ${name}:\n${logTail()}`)
    throw new Error([`The control plane did not start: ${(cause as Error).message}.`, ...logs].join('\n'), { cause })
  }
}

/** A program that does not listen yet refuses the connection: that is the answer no. */
function answersOk(url: string, authority: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { ca: authority, agent: false, signal: AbortSignal.timeout(5_000) }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    }).on('error', () => resolve(false))
  })
}
