import type { App } from '../../src/server/create-app.ts'
import type { RecordedExchange } from './recorded-exchanges.ts'
import { complaintsOf, sentencesOf } from './volcano-sentences.ts'

/** How an HTTP request ends: without an answer, with a status alone, or with a verdict. */
export type ExchangeOutcome =
  | 'the connection is closed'
  | Readonly<{ status: number }>
  | Readonly<{ status: number; allowed: boolean; hasPatch: boolean; complaints: number; sentences: readonly string[] }>

export function outcomeOfVolcano({ upstream }: RecordedExchange): ExchangeOutcome {
  if ('closed' in upstream) return 'the connection is closed'
  const { status } = upstream
  if ('text' in upstream) return { status }
  const sentences = sentencesOf(upstream.message ?? '')
  const { allowed, patch } = upstream
  return { status, allowed, hasPatch: patch !== undefined, complaints: complaintsOf(sentences), sentences }
}

/** Sends our server what Volcano's was sent. */
export async function ourOutcome(app: App, exchange: RecordedExchange): Promise<ExchangeOutcome> {
  const { statusCode: status, body } = await app.inject({
    method: 'POST',
    url: exchange.url,
    headers: { 'content-type': exchange.contentType },
    payload: bodyOf(exchange),
  })
  const { response } = JSON.parse(body)
  if (response === undefined) return { status }
  const { allowed, patch, status: denial = {} } = response
  const said = exchange.upstream
  const sentences = 'message' in said ? sentencesOf(said.message ?? '') : []
  return {
    status,
    allowed,
    hasPatch: patch !== undefined,
    complaints: denial.details?.causes.length ?? 0,
    sentences: sentences.filter((sentence) => denial.message?.includes(sentence)),
  }
}

function bodyOf({ body, bodyBytes }: RecordedExchange): string {
  if (typeof body === 'string') return body
  const frame = '{"kind":""}'
  return bodyBytes === undefined
    ? JSON.stringify(body)
    : frame.replace('""', `"${'a'.repeat(bodyBytes - frame.length)}"`)
}
