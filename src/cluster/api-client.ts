import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { type Answer, type Failure, fail } from './api-answer.ts'
import type { Credentials } from './credentials.ts'
import { describeError } from './describe-error.ts'
import type { createRateLimit } from './rate-limit.ts'
import { failureOf, readBody } from './read-body.ts'
import { TimedOut, untilAborted } from './timers.ts'

export type ApiRequest = Readonly<{
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path and query, such as `/api/v1/namespaces/default/secrets/a`. */
  path: string
  body?: Readonly<{ type: string; content: unknown }>
  signal: AbortSignal
  /** The form of the answer; `application/json` unless told. */
  accept?: string
  /** Largest answer that is read; 64 MiB unless told. */
  maxBytes?: number
}>

/** Talks to the API server. Nothing that goes wrong there or on the way throws: it is the answer. */
export type ApiClient = Readonly<{
  /** The body of the answer as JSON. */
  send: (request: ApiRequest) => Promise<Answer<unknown>>
  /** The answer as it begins; whoever reads its body must be ready for it to break. */
  open: (request: ApiRequest) => Promise<Answer<IncomingMessage>>
  /** Closes the connections that are idle. */
  close: () => void
}>

export function createApiClient(
  { server, authorize, renew }: Credentials,
  limit: ReturnType<typeof createRateLimit>,
): ApiClient {
  const isSecure = server.startsWith('https:')
  const agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true })
  const begin = isSecure ? httpsRequest : httpRequest

  const exchange = async ({ method = 'GET', path, body, signal, accept }: ApiRequest): Promise<IncomingMessage> => {
    await limit.take(signal)
    const options = await untilAborted(authorize(), signal)
    signal.throwIfAborted()
    const content = body === undefined ? undefined : JSON.stringify(body.content)
    const headers = {
      ...options.headers,
      accept: accept ?? 'application/json',
      'user-agent': 'volcano-admission',
      ...(body && { 'content-type': body.type }),
      // Of a DELETE, Node would send the body with nothing that says how long it is.
      ...(content !== undefined && { 'content-length': Buffer.byteLength(content) }),
    }
    const outgoing = () => begin(server + path, { agent, ...options, headers, method, signal })
    return await responseTo(outgoing, content, method === 'GET')
  }
  const open = async (request: ApiRequest): Promise<Answer<IncomingMessage>> => {
    try {
      const response = await exchange(request)
      const { statusCode: status = 0, headers } = response
      if (status >= 200 && status < 300) return { value: response }
      if (status === 401) renew()
      const body = await readBody(response, maxStatusBytes)
      return { failure: failureOf(status, headers['retry-after'], body.value ?? '') }
    } catch (error) {
      return brokenOff(error, request.signal)
    }
  }
  const send = async (request: ApiRequest): Promise<Answer<unknown>> => {
    const response = await open(request)
    if (response.failure) return response
    try {
      const body = await readBody(response.value, request.maxBytes ?? maxAnswerBytes)
      return body.failure ? body : parseAnswer(body.value)
    } catch (error) {
      return brokenOff(error, request.signal)
    }
  }
  return { send, open, close: () => agent.destroy() }
}

const maxAnswerBytes = 64 * 1024 * 1024
const maxStatusBytes = 64 * 1024

/** The parser's own message would quote the answer, which may be a Secret. */
function parseAnswer(text: string): Answer<unknown> {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return fail('the answer is not JSON')
  }
}

/** An error of the network; when it came because the signal was aborted, the reason for that. */
export function brokenOff(error: unknown, signal: AbortSignal): Readonly<{ failure: Failure }> {
  const cause: unknown = signal.aborted ? signal.reason : error
  return fail(describeError(cause), { isTimeout: cause instanceof TimedOut })
}

/**
 * A connection that was idle may have been closed by the other side at this very moment: what only reads is then asked once
 * more.
 */
async function responseTo(
  begin: () => ClientRequest,
  content: string | undefined,
  mayRepeat: boolean,
): Promise<IncomingMessage> {
  const request = begin()
  try {
    return await new Promise((resolve, reject) => {
      request.on('socket', guard).on('response', resolve).on('error', reject).end(content)
    })
  } catch (error) {
    const isStale = request.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET'
    if (isStale && mayRepeat) return await responseTo(begin, content, false)
    throw error
  }
}

/**
 * When a request is aborted at the moment at which its answer is complete, Node lets go of the connection and then reports
 * the abortion there, where nobody listens, which would end the process. Whoever waits for the answer is told anyway.
 */
function guard(socket: Socket): void {
  if (socket.listenerCount('error', ignore) === 0) socket.on('error', ignore)
}

const ignore = () => undefined
