import { request } from 'node:https'
import { text } from 'node:stream/consumers'

/** Asks the server under test itself, by GET, or by POST where there is a body; undefined when nobody answers. */
export const ask = (url: string, body?: unknown): Promise<Readonly<{ code: number; text: string }> | undefined> =>
  new Promise((resolve) => {
    const method = body === undefined ? 'GET' : 'POST'
    const headers = { 'content-type': 'application/json' }
    const asked = request(url, { method, headers, agent: false, rejectUnauthorized: false }, async (response) =>
      resolve({ code: response.statusCode ?? 0, text: await text(response) }),
    )
    asked.on('error', () => resolve(undefined)).end(body === undefined ? undefined : JSON.stringify(body))
  })
