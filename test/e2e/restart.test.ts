import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { startBalancer } from './balancer.ts'
import { registerAll, startServer } from './start-server.ts'

const restarts = 4

describeControlPlane('restart', (controlPlane) => {
  it('servers that take over from each other under load lose no call', async () => {
    const balancer = await startBalancer()
    let server = await startServer(controlPlane())
    balancer.sendTo(server.port)
    await registerAll(controlPlane(), { ...server, url: `https://127.0.0.1:${balancer.port}` })
    await createQueue(controlPlane(), 'default')
    const namespace = await createNamespace(controlPlane())
    const job = parse(readFileSync('examples/tensorflow.yaml', 'utf8'))

    const answers = new Map<number, number>()
    const failures: string[] = []
    let isLoaded = true
    const load = async (worker: number) => {
      for (let count = 0; isLoaded; count += 1) {
        const metadata = { name: `load-${worker}-${count}`, namespace }
        const { code, stderr } = await createObject(controlPlane(), { ...job, metadata }, ['--dry-run=server'])
        answers.set(code, (answers.get(code) ?? 0) + 1)
        if (code !== 0) failures.push(stderr)
      }
    }
    const loading = Promise.all([load(1), load(2), load(3)])
    const codes: (number | null)[] = []
    for (let restart = 0; restart < restarts; restart += 1) {
      const next = await startServer(controlPlane(), [], server.certificates)
      balancer.sendTo(next.port)
      codes.push(await server.terminate())
      server = next
    }
    isLoaded = false
    await loading
    await server.stop()
    await balancer.close()

    expect(failures).toEqual([])
    expect(codes).toEqual(Array.from({ length: restarts }, () => 0))
    expect(answers.get(0)).toBeGreaterThan(restarts)
  })
})
