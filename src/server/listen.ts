import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { App } from './create-app.ts'
import { errorMessage } from './error-message.ts'

/** Host and port to listen on; an empty host means all interfaces, port 0 any free port. */
export type Address = Readonly<{ host: string; port: number }>

/** Where the server listens in fact, or why it does not. */
export type Listening =
  | Readonly<{ address: Address; mistake?: undefined }>
  | Readonly<{ address?: undefined; mistake: string }>

/** Starts to accept connections. A host name stands for one of its addresses. */
export async function listen(app: App, { host, port }: Address): Promise<Listening> {
  await app.ready()
  try {
    const listening = once(app.server, 'listening')
    // Not by app.listen: for localhost that makes a second server, whose certificate nobody could replace.
    app.server.listen({ port, ...(host === '' ? {} : { host }) })
    await listening
  } catch (error) {
    return { mistake: `failed to listen on ${host}:${port}: ${errorMessage(error)}` }
  }
  const { address, port: realPort } = app.server.address() as AddressInfo
  return { address: { host: address, port: realPort } }
}
