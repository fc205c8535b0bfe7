import { openPathProof } from '../admission/path-proof.ts'
import type { Review } from '../admission/review.ts'
import type { Settings } from '../admission/settings.ts'
import type { Cluster, LookUp } from '../admission/snapshot.ts'
import type { Verdict } from '../admission/verdict.ts'
import type { Webhook } from '../admission/webhook.ts'
import { decodeReview } from '../envelope/decode-review.ts'
import { encodeReview } from '../envelope/encode-review.ts'

/**
 * Whoever knows the objects of the cluster. What is at hand is returned at once; what must be fetched first is a promise,
 * which rejects when it cannot be had: with an error whose `isTimeout` is true when time was up. Once `signal` is aborted
 * nothing is fetched. A source that returns at once keeps no hold of `signal`, as the next review gets the same one. Data
 * that is left out makes the rules that read it be skipped.
 */
export type SnapshotSource = Readonly<{
  snapshotFor: (lookUps: readonly LookUp[], signal: AbortSignal) => Partial<Cluster> | Promise<Partial<Cluster>>
}>

/** `answer` is the AdmissionReview to send, in JSON, and `patchBytes` the size of the patch in it before base64. A `mistake` is a sentence for whoever sent the body. */
export type Admission =
  | Readonly<{ outcome: 'answered'; review: Review; verdict: Verdict; answer: string; patchBytes: number }>
  | Readonly<{ outcome: 'not-a-review'; mistake: string }>
  | Readonly<{ outcome: 'look-up-failed'; review: Review; error: unknown }>

type Surroundings = Readonly<{ settings: Settings; source: SnapshotSource; signal: AbortSignal }>

/**
 * The whole way of one review but for HTTP, for the server and for offline use alike. `body` is fresh from JSON.parse and
 * belongs to the call. Returns a promise only when the source does; throws, or rejects, only for bugs.
 */
export function admit(
  webhook: Webhook,
  body: unknown,
  { settings, source, signal }: Surroundings,
): Admission | Promise<Admission> {
  const decoded = decodeReview(body)
  if (decoded.mistake !== undefined) return { outcome: 'not-a-review', mistake: decoded.mistake }
  const { review } = decoded
  const opened = openPathProof(webhook.path, review) ?? webhook.open(review, settings)
  const conclude = (cluster: Partial<Cluster>): Admission => {
    const verdict = opened.decide(cluster)
    let patchBytes = 0
    const toBase64 = (text: string): string => {
      const bytes = Buffer.from(text)
      patchBytes = bytes.length
      return bytes.toString('base64')
    }
    const answer = encodeReview(decoded, verdict, toBase64)
    return { outcome: 'answered', review, verdict, answer, patchBytes }
  }
  const snapshot = source.snapshotFor(opened.lookUps, signal)
  if (!(snapshot instanceof Promise)) return conclude(snapshot)
  return snapshot.then(conclude, (error: unknown): Admission => ({ outcome: 'look-up-failed', review, error }))
}
