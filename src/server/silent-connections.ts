import type { Socket } from 'node:net'
import type { App } from './create-app.ts'

/**
 * Clients open connections in advance, and Node waits for the first request of each before its server counts as closed.
 * So connections that never carried a request are closed as soon as the server is.
 */
export function closeSilentConnections(app: App): void {
  const silent = new Set<Socket>()
  let isClosing = false
  app.server.on('secureConnection', (socket) => {
    if (isClosing) socket.destroy()
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  app.server.on('request', ({ socket }) => silent.delete(socket))
  app.addHook('preClose', (done) => {
    isClosing = true
    for (const socket of silent) socket.destroy()
    done()
  })
}
