import { type Answer, fail } from './api-answer.ts'
import { type Line, sendWithin } from './send-within.ts'

/** Kubernetes 1.36 is `{ major: 1, minor: 36 }`. */
export type ServerVersion = Readonly<{ major: number; minor: number }>

const timeoutMs = 5_000

/** Asks the API server for its version. Managed clusters may write the minor one as `34+`. */
export async function readServerVersion(line: Line): Promise<Answer<ServerVersion>> {
  const answer = await sendWithin(timeoutMs, line, { path: '/version' })
  if (answer.failure) return answer
  const { major, minor } = (answer.value ?? {}) as Readonly<{ major?: unknown; minor?: unknown }>
  const version = { major: Number.parseInt(String(major), 10), minor: Number.parseInt(String(minor), 10) }
  return Number.isNaN(version.major + version.minor) ? fail('the answer is no version') : { value: version }
}
