import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server, ServerOptions } from 'node:https'
import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify'
import { answerClientError, protocolFailureOf } from './protocol-failure.ts'
import type { Replies, Reply, Request } from './replies.ts'
import { closeSilentConnections } from './silent-connections.ts'
import { type CertificatePair, tlsOptions } from './tls-options.ts'

export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger>

type AppOptions = Readonly<{
  tls: CertificatePair
  maxRequestBytes: number
  replies: Replies
  /** What is served: anything else is answered with 404, or with 405 when only the method is wrong. */
  served: Readonly<{ method: 'GET' | 'POST'; paths: readonly string[] }>
}>

const second = 1000

/** The API server lets idle connections go after 90 s; whoever closes first must not be the server. */
const keepAliveTimeout = 120 * second

/**
 * An HTTPS server without routes, which does not listen yet. It speaks HTTP/1.1, takes bodies of JSON as text, and answers
 * whatever is wrong with a Status. The header and body timeouts are those of upstream.
 */
export function createApp({ tls, maxRequestBytes, replies, served }: AppOptions): App {
  const app = fastify({
    https: serverOptions(tls),
    bodyLimit: maxRequestBytes,
    keepAliveTimeout,
    requestTimeout: 30 * second,
    connectionTimeout: 60 * second,
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, _request, reply) => {
      replies.fail(
        reply,
        protocolFailureOf(error, maxRequestBytes) ?? { code: 400, message: 'the request is not sound' },
      )
    },
  }) as App
  app.removeAllContentTypeParsers()
  // In one piece: a text that is put together of parts takes longer to parse.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) =>
    done(null, bytes.toString()),
  )
  app.setNotFoundHandler((request, reply) => answerUnserved(served, replies, request, reply))
  closeSilentConnections(app)
  return app
}

const serverOptions = (tls: CertificatePair): ServerOptions => ({
  ...tlsOptions(tls),
  handshakeTimeout: 10 * second,
  headersTimeout: 5 * second,
  connectionsCheckingInterval: 5 * second,
  maxHeaderSize: 16 * 1024,
})

const longestPath = 100

function answerUnserved(
  { method, paths }: AppOptions['served'],
  replies: Replies,
  request: Request,
  reply: Reply,
): void {
  const [path = ''] = request.url.split('?', 1)
  if (paths.includes(path)) {
    reply.header('allow', method)
    replies.fail(reply, { code: 405, message: `${request.method} is not for ${path}: use ${method}` })
  } else {
    const message = `nothing is served at ${path.slice(0, longestPath)}, only at ${paths.join(', ') || 'no path at all'}`
    replies.fail(reply, { code: 404, message })
  }
}
