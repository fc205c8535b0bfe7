import { forbidden } from './finding.ts'
import type { Review } from './review.ts'
import { judge } from './verdict.ts'
import type { Opened } from './webhook.ts'

/** The name of every object that is sent to the API server to see whether it asks a webhook. No other may be created. */
export const proofName = 'volcano-admission-path-proof'

/** Which webhook is to refuse such an object, and by which word it is known: `/jobs/validate 4f1c`. */
export const proofAnnotation = 'volcano-admission.volcano.sh/path-proof'

/** What this server says of such an object. It stands nowhere in the object, so that nobody says it by repeating. */
export const proofSentence = (path: string, word: string): string =>
  `this object is here to be refused: the way to ${path} of volcano-admission is open (${word})`

/**
 * Refuses an object that is only there to be refused, whatever else the webhook would make of it. As it never counts for an
 * object that would be stored, what is accepted is not changed by it. All other webhooks take it for what it is.
 */
export function openPathProof(path: string, { dryRun, name, operation, object }: Review): Opened | undefined {
  if (!dryRun || name !== proofName || operation !== 'CREATE') return undefined
  const { metadata } = (object ?? {}) as Readonly<{ metadata?: Readonly<{ annotations?: unknown }> | null }>
  const marks = (metadata?.annotations ?? {}) as Readonly<Record<string, unknown>>
  const [asked, word, ...more] = String(marks[proofAnnotation] ?? '').split(' ')
  if (asked !== path || word === undefined || more.length > 0) return undefined
  const refusal = { ...forbidden('metadata.annotations', proofSentence(path, word)), rule: 'path-proof' }
  return { lookUps: [], decide: () => judge([refusal]) }
}
