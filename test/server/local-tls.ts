import { once } from 'node:events'
import { Agent, type RequestOptions, request } from 'node:https'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import type { App } from '../../src/server/create-app.ts'
import { type Address, listen } from '../../src/server/listen.ts'
import type { CertificatePair } from '../../src/server/tls-options.ts'
import { issueAuthority, issueServingCertificate } from '../../src/tls/issue.ts'

const authority = await issueAuthority('test CA', new Date())

/** A new certificate for 127.0.0.1, of a CA that the clients below trust. */
export const issuePair = (): Promise<CertificatePair> => issueServingCertificate(authority, ['127.0.0.1'], new Date())

/** Listens on a free port of 127.0.0.1. */
export async function listenLocally(app: App): Promise<Address> {
  const { address, mistake } = await listen(app, { host: '127.0.0.1', port: 0 })
  if (mistake !== undefined) throw new Error(mistake)
  return address
}

/** A client that keeps one connection alive, as the API server does. */
export const keepAliveClient = (): Agent => new Agent({ keepAlive: true, maxSockets: 1, ca: authority.certificate })

export type Response = Readonly<{
  code: number
  connection: string | undefined
  body: string
  /** The same for all responses over one connection. */
  socket: unknown
}>

export async function call(agent: Agent, address: Address, path: string, payload?: unknown): Promise<Response> {
  const text = JSON.stringify(payload)
  const headers = { 'content-type': 'application/json' }
  const options: RequestOptions = { agent, ...address, path, method: payload === undefined ? 'GET' : 'POST', headers }
  const call = request(options)
  call.end(text)
  const [response] = await once(call, 'response')
  const { socket } = response
  let body = ''
  for await (const chunk of response) body += chunk
  return { code: response.statusCode, connection: response.headers.connection, body, socket }
}

/** A connection without a request. */
export async function dial(address: Address, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connect({ ...address, ca: authority.certificate, ...options })
  await once(socket, 'secureConnect')
  return socket
}
