import { EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import type { Snapshot } from '../../src/admission/snapshot.ts'
import type { App } from '../../src/server/create-app.ts'
import { drainOnSignals } from '../../src/server/drain.ts'
import { buildHealthApp } from '../../src/server/health-app.ts'
import { buildServer, smallCluster } from './build-server.ts'
import { call, dial, issuePair, keepAliveClient, listenLocally } from './local-tls.ts'
import { reviewOf } from './reviews.ts'

const pair = await issuePair()
const [first, second, third, prober] = [keepAliveClient(), keepAliveClient(), keepAliveClient(), keepAliveClient()]
afterAll(() => {
  for (const client of [first, second, third, prober]) client.destroy()
})

const quick = reviewOf({ size: 1 })
const slow = reviewOf({ size: 1, queue: 'default' })
const path = '/toys/validate?timeout=10s'

/** Both servers on free ports; the delay of the shutdown and the look-up of slow reviews end when they are told to. */
async function startServers() {
  const draining = new AbortController()
  const delay = Promise.withResolvers<void>()
  const lookUp = Promise.withResolvers<Partial<Snapshot>>()
  const lookUpStarted = Promise.withResolvers<void>()
  const exited = Promise.withResolvers<number>()
  const { app, metrics, bugs, log } = buildServer({
    tls: pair,
    draining: draining.signal,
    source: {
      snapshotFor: (lookUps) => {
        if (lookUps.length === 0) return smallCluster
        lookUpStarted.resolve()
        return lookUp.promise
      },
    },
  })
  const health = buildHealthApp({ tls: pair, readiness: [], draining: draining.signal, metrics, bugs })
  const signals = new EventEmitter()
  drainOnSignals({
    process: { on: signals.on.bind(signals), exit: exited.resolve, stderr: process.stderr },
    sleep: (ms) => (ms === 5000 ? delay.promise : new Promise(() => {})),
    draining,
    shutdown: { delay: 5000, gracefulTime: 30_000 },
    closeWebhooks: () => app.close(),
    closeRest: () => health.close(),
    log,
  })
  return {
    app,
    address: await listenLocally(app),
    health: await listenLocally(health),
    signals,
    delay,
    lookUp,
    lookUpStarted,
    exited,
  }
}

async function untilClosing({ server }: App): Promise<void> {
  while (server.listening) await new Promise((resolve) => setImmediate(resolve))
}

/** The request as it goes over the wire. */
function bytesOf(payload: object): string {
  const body = JSON.stringify(payload)
  const headers = ['Host: 127.0.0.1', 'Content-Type: application/json', `Content-Length: ${body.length}`]
  return `POST ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`
}

it('a server that stops answers all that reaches it, and sends its clients away', async () => {
  const { app, address, health, signals, delay, lookUp, lookUpStarted, exited } = await startServers()
  const before = await call(first, address, path, quick)
  expect([before.code, before.connection]).toEqual([200, 'keep-alive'])
  const idle = await call(second, address, path, quick)
  expect((await call(prober, health, '/readyz')).code).toBe(200)

  signals.emit('SIGTERM', 'SIGTERM')
  const [last, fresh] = [await call(first, address, path, quick), await call(first, address, path, quick)]
  expect([last.code, last.connection, last.socket === before.socket]).toEqual([200, 'close', true])
  expect([fresh.code, fresh.connection, fresh.socket === last.socket]).toEqual([200, 'close', false])
  expect(await call(prober, health, '/readyz')).toMatchObject({ code: 503, connection: 'close' })

  const underWay = call(third, address, path, slow)
  await lookUpStarted.promise
  delay.resolve()
  await untilClosing(app)
  await once(idle.socket as EventEmitter, 'close')
  await expect(call(first, address, path, quick)).rejects.toThrow('ECONNREFUSED')
  expect((await call(prober, health, '/livez')).code).toBe(200)

  lookUp.resolve(smallCluster)
  const answered = await underWay
  expect([answered.code, answered.connection]).toEqual([200, 'close'])
  expect(await exited.promise).toBe(0)
  await expect(call(prober, health, '/livez')).rejects.toThrow('ECONNREFUSED')
})

it('a request that arrives in part before the server closes is answered', async () => {
  const { app, address, health, signals, delay, exited } = await startServers()
  const socket = (await dial(address)).setEncoding('utf8')
  socket.write(bytesOf(quick))
  expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 200 /)
  socket.write(bytesOf(quick).slice(0, 20))
  await call(prober, health, '/livez')

  signals.emit('SIGTERM', 'SIGTERM')
  delay.resolve()
  await untilClosing(app)
  socket.write(bytesOf(quick).slice(20))
  const [text] = await once(socket, 'data')
  expect(text).toMatch(/^HTTP\/1\.1 200 /)
  expect(text).toMatch(/\r\nconnection: close\r\n/i)
  expect(await exited.promise).toBe(0)
})

it('connections that carry no request keep no server from closing', async () => {
  const { app, address, health, signals, delay, exited } = await startServers()
  const silent = await dial(address)
  const withoutTls = connect({ ...address })
  await once(withoutTls, 'connect')
  await call(prober, health, '/livez')

  signals.emit('SIGTERM', 'SIGTERM')
  delay.resolve()
  await Promise.all([untilClosing(app), once(silent, 'close')])
  const late = await dial(address, { socket: withoutTls })
  await once(late.resume(), 'close')
  expect(await exited.promise).toBe(0)
})
