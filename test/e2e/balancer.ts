import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP balancer as a Service is one: each new connection goes to the server that is in charge at that moment. */
export type Balancer = Readonly<{ port: number; sendTo: (port: number) => void; close: () => Promise<void> }>

export async function startBalancer(): Promise<Balancer> {
  let target = 0
  const sockets = new Set<Socket>()
  const balancer = createServer((client) => {
    const server = connect(target, '127.0.0.1')
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      socket.on('error', () => other.destroy()).on('close', () => sockets.delete(socket))
    }
  }).listen(0, '127.0.0.1')
  await once(balancer, 'listening')
  return {
    port: (balancer.address() as AddressInfo).port,
    sendTo(port) {
      target = port
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      balancer.close()
      await once(balancer, 'close')
    },
  }
}
