import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type Collections, createCollections, type Stored } from './fake-collections.ts'

/** What the API server does instead of answering a request, or to a watch that is open. */
export type Fault = (response: ServerResponse) => void

type RequestKind = 'list' | 'watch' | 'get' | 'write'

export type FakeApiServer = Collections &
  Readonly<{
    url: string
    /** Method, path and query of all requests so far. */
    requests: readonly string[]
    /** Which form of an answer each of them asked for. */
    accepted: readonly (string | undefined)[]
    /** Each fault meets one of the next requests of the kind; undefined spares one. */
    fail: (kind: RequestKind, ...faults: readonly (Fault | undefined)[]) => void
    /** The fault meets every request whose path contains the words, until there is none. */
    failAt: (words: string, fault: Fault | undefined) => void
    /** Meets all watches that are open. */
    disturb: (fault: Fault) => void
    openWatches: () => number
    /** Refuses connections, and cuts those that are there. */
    stop: () => Promise<void>
    /** Listens again, at the same address. */
    restart: () => Promise<void>
  }>

/**
 * An API server over plain HTTP that knows get, list, watch, create, patch and delete, and misbehaves when told to. `onChange` is
 * called when a request comes and when a watch begins or ends.
 */
export async function startFakeApiServer(onChange: () => void = () => undefined): Promise<FakeApiServer> {
  const collections = createCollections()
  const faults = new Map<RequestKind, (Fault | undefined)[]>()
  const faultsAt = new Map<string, Fault>()
  const requests: string[] = []
  const accepted: (string | undefined)[] = []
  const watches = new Map<ServerResponse, () => void>()

  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    accepted.push(request.headers.accept)
    onChange()
    const url = new URL(request.url ?? '/', 'http://fake')
    const kind = kindOf(request, url, collections)
    const everyTime = [...faultsAt].find(([words]) => url.pathname.includes(words))?.[1]
    const fault = everyTime ?? faults.get(kind)?.shift()
    if (fault) return fault(response)
    if (kind === 'watch') return watch(url, response)
    void answer(kind, request, url).then(({ code, body }) => reply(response, code, body))
  })
  const answer = async (kind: RequestKind, request: IncomingMessage, url: URL) => {
    if (kind === 'list') return asAccepted(request, collections.list(url))
    if (kind === 'get') return collections.get(url.pathname)
    const body = (await json(request)) as Stored
    if (request.method === 'DELETE') return collections.deleteAt(url.pathname, body)
    if (request.method !== 'POST') return collections.patch(url.pathname, body)
    return collections.create(url.pathname, body, url.searchParams.get('fieldManager'))
  }
  const watch = (url: URL, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    const unfollow = collections.follow(url, (event) => response.write(`${JSON.stringify(event)}\n`))
    watches.set(response, unfollow)
    onChange()
    response.on('close', () => {
      unfollow()
      watches.delete(response)
      onChange()
    })
  }
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen(0)
  return {
    ...collections,
    url: `http://127.0.0.1:${port}`,
    requests,
    accepted,
    fail: (kind, ...more) => void faults.set(kind, [...(faults.get(kind) ?? []), ...more]),
    failAt(words, fault) {
      if (fault) faultsAt.set(words, fault)
      else faultsAt.delete(words)
    },
    disturb(fault) {
      for (const [response, unfollow] of watches) {
        unfollow()
        if (!response.writableEnded && !response.destroyed) fault(response)
      }
    },
    openWatches: () => watches.size,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
    restart: async () => void (await listen(port)),
  }
}

function kindOf({ method }: IncomingMessage, url: URL, { has }: Collections): RequestKind {
  if (method !== 'GET') return 'write'
  if (url.searchParams.has('watch')) return 'watch'
  return has(url.pathname) ? 'list' : 'get'
}

/** As in a real API server, a list of nothing has null where only metadata is asked for. */
function asAccepted({ headers }: IncomingMessage, listed: Reply): Reply {
  const { items = [] } = listed.body as Readonly<{ items?: readonly unknown[] }>
  const isNull = items.length === 0 && headers.accept?.includes('PartialObjectMetadataList')
  return isNull ? { ...listed, body: { ...(listed.body as object), items: null } } : listed
}

type Reply = ReturnType<Collections['list']>

export function reply(response: ServerResponse, code: number, body: unknown, headers: object = {}): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
