import { bodies } from './bodies.ts'
import type { Expected } from './check-answer.ts'
import { type Connection, openConnection } from './connection.ts'
import { sendLoad } from './send-load.ts'

/** One turn of load on one server; the body is one of `bodies`. */
export type LoadOrder = Readonly<{
  body: string
  expected: Expected
  url: string
  authority: string | undefined
  connections: number
  seconds: number
}>

/** A program: each message is an order, each answer a LoadResult. Connections stay open from order to order. */
const pools = new Map<string, readonly Connection[]>()

process.on('message', async ({ body: name, expected, seconds, ...order }: LoadOrder) => {
  const body = bodies.find((candidate) => candidate.name === name)
  if (body === undefined) throw new Error(`no body ${name}`)
  process.send?.(await sendLoad(await connectionsTo(order), { body, expected, seconds }))
})
process.on('disconnect', () => process.exit())

async function connectionsTo({ url, authority, connections }: Omit<LoadOrder, 'body' | 'expected' | 'seconds'>) {
  const open = (pools.get(url) ?? []).filter((connection) => connection.isOpen())
  const missing = Array.from({ length: connections - open.length }, () => openConnection(new URL(url), authority))
  const pool = [...open, ...(await Promise.all(missing))]
  pools.set(url, pool)
  return pool
}
