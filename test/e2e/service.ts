import { setTimeout } from 'node:timers/promises'
import { waitUntil } from '../control-plane/wait-until.ts'
import { startBalancer } from './balancer.ts'
import type { RunningServer } from './start-server.ts'

/** A balancer that, as a Service does, sends new connections to those of its servers that say they are ready. */
export type Service = Readonly<{
  port: number
  /** Resolves when new connections go there, too. */
  add: (server: RunningServer) => Promise<void>
  remove: (server: RunningServer) => void
  close: () => Promise<void>
}>

/** How often servers are asked: meanwhile, one that stops gets connections all the same, for which it has its delay. */
const everyMs = 100

export async function startService(...first: readonly RunningServer[]): Promise<Service> {
  const balancer = await startBalancer()
  const servers = new Set<RunningServer>()
  let ready: readonly RunningServer[] = []
  let isOpen = true
  const follow = async () => {
    while (isOpen) {
      const asked = [...servers]
      const answers = await Promise.all(asked.map((server) => server.isReady()))
      ready = asked.filter((_, index) => answers[index])
      balancer.sendTo(...ready.map(({ port }) => port))
      await setTimeout(everyMs)
    }
  }
  const following = follow()
  const add = async (server: RunningServer) => {
    servers.add(server)
    await waitUntil('the Service sends to the server', () => ready.includes(server))
  }
  await Promise.all(first.map(add))
  return {
    port: balancer.port,
    add,
    remove: (server) => servers.delete(server),
    async close() {
      isOpen = false
      await following
      await balancer.close()
    },
  }
}
