/** The pure core: the same decisions as the server's, for browsers. */
export { completeJob, completions } from './admission/jobs/complete.ts'
export { defaultSettings, type Settings } from './admission/settings.ts'
export type { LookUp, Snapshot } from './admission/snapshot.ts'
export type { Verdict } from './admission/verdict.ts'
export type { Opened, Webhook } from './admission/webhook.ts'
export { webhooks } from './admission/webhooks.ts'
export { decodeReview } from './envelope/decode-review.ts'
export { encodeReview } from './envelope/encode-review.ts'
