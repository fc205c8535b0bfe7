import type { IncomingMessage } from 'node:http'
import { type Answer, type Failure, fail } from './api-answer.ts'

/** The whole body as text; a failure when it has more bytes. Rejects when the connection breaks. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Answer<string>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    size += chunk.length
    if (size > maxBytes) return fail(`the answer has more than ${maxBytes} bytes`, { status: tooLarge })
    chunks.push(chunk)
  }
  return { value: Buffer.concat(chunks).toString() }
}

/** Stands for an answer that is too large, as if the API server had said so. */
export const tooLarge = 413

/** The failure that an answer other than 2xx tells of, in the words of its metav1.Status where it is one. */
export function failureOf(status: number, retryAfter: string | undefined, body: string): Failure {
  const seconds = Number(retryAfter)
  return {
    status,
    message: `HTTP ${status}: ${statusMessage(body)}`,
    retryAfterMs: seconds > 0 ? seconds * 1000 : undefined,
    isTimeout: status === 504,
  }
}

function statusMessage(body: string): string {
  try {
    const { message } = JSON.parse(body)
    if (typeof message === 'string') return message
  } catch {
    // A proxy, or the API server while it starts, answers in plain text.
  }
  return body.trim().slice(0, 200) || 'no reason given'
}
