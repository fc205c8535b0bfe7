import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'node:https'
import type { FastifyReply, FastifyRequest, RouteGenericInterface } from 'fastify'
import { encodeFailure, type Failure } from './failure.ts'

export type Request = FastifyRequest<RouteGenericInterface, Server, IncomingMessage>
export type Reply = FastifyReply<RouteGenericInterface, Server, IncomingMessage, ServerResponse>

/** How every response is sent. */
export type Replies = Readonly<{
  sendJson: (reply: Reply, json: string) => void
  sendText: (reply: Reply, code: number, text: string, type?: string) => void
  fail: (reply: Reply, failure: Failure) => void
}>

/** Once `draining` is aborted, each response asks the client to leave: its next connection goes to another server. */
export function createReplies(draining: AbortSignal): Replies {
  const send = (reply: Reply, code: number, type: string, text: string): void => {
    if (draining.aborted) reply.header('connection', 'close')
    reply.code(code).header('content-type', type).send(text)
  }
  return {
    sendJson: (reply, json) => send(reply, 200, 'application/json; charset=utf-8', json),
    sendText: (reply, code, text, type = 'text/plain; charset=utf-8') => send(reply, code, type, text),
    fail: (reply, failure) => {
      if (failure.retryAfterSeconds !== undefined) reply.header('retry-after', String(failure.retryAfterSeconds))
      send(reply, failure.code, 'application/json; charset=utf-8', encodeFailure(failure))
    },
  }
}
