import { readFixture } from './read-fixture.ts'
import type { RecordedAnswer } from './recorded-reviews.ts'

/** One HTTP request to a webhook, and what Volcano's server did: an answer, another text, or it dropped the connection. */
export type RecordedExchange = Readonly<{
  case: string
  about: string
  url: string
  contentType: string
  /** JSON, or a text as it was sent. */
  body?: unknown
  /** Stands for a body of that many bytes: `{"kind":"aaa...a"}`. */
  bodyBytes?: number
  upstream:
    | Readonly<{ closed: true }>
    | Readonly<{ status: number; text: string }>
    | (Readonly<{ status: number }> & RecordedAnswer)
}>

export const recordedExchanges: readonly RecordedExchange[] = JSON.parse(readFixture('protocol.json'))
