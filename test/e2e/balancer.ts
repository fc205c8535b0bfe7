import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP balancer as a Service is one: new connections go to its servers in turns, and open ones stay where they are. */
export type Balancer = Readonly<{
  port: number
  /** From now on new connections go to these; with none of them they are broken off. */
  sendTo: (...ports: readonly number[]) => void
  /** Breaks off the open connections that are chosen, and returns how many those were. */
  cut: (isChosen?: () => boolean) => number
  close: () => Promise<void>
}>

export async function startBalancer(): Promise<Balancer> {
  let targets: readonly number[] = []
  let turn = 0
  const clients = new Set<Socket>()
  const balancer = createServer((client) => {
    clients.add(client)
    client.on('error', () => undefined).on('close', () => clients.delete(client))
    const target = targets[turn++ % targets.length]
    if (target === undefined) client.destroy()
    else join(client, connect(target, '127.0.0.1'))
  }).listen(0, '127.0.0.1')
  await once(balancer, 'listening')
  const cut = (isChosen = () => true) => {
    const chosen = [...clients].filter(isChosen)
    for (const client of chosen) client.resetAndDestroy()
    return chosen.length
  }
  return {
    port: (balancer.address() as AddressInfo).port,
    sendTo(...ports) {
      targets = ports
    },
    cut,
    async close() {
      cut()
      balancer.close()
      await once(balancer, 'close')
    },
  }
}

/** What one of the two sends the other gets, to the last byte; a connection that breaks takes the other with it. */
function join(client: Socket, server: Socket): void {
  client.pipe(server)
  server.pipe(client)
  client.on('close', () => server.destroy())
  server.on('error', () => client.resetAndDestroy()).on('close', () => client.end())
}
