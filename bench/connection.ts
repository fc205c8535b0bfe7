import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'
import type { Answer } from './check-answer.ts'
import { parseResponse } from './parse-response.ts'

/** A connection that is kept open. It carries one question at a time. */
export type Connection = Readonly<{
  ask: (path: string, body: Buffer) => Promise<Answer>
  isOpen: () => boolean
  close: () => void
}>

/**
 * Opens a connection to the host of an https URL. Without an authority, as of a server that is not ours, any certificate
 * will do. It speaks just enough HTTP/1.1: Node's own client takes longer for a request than the bare handler does, and
 * would be what is measured. Rejects when there is no connection, and so does `ask` when there is no whole answer.
 */
export async function openConnection({ hostname, port, host }: URL, authority?: string): Promise<Connection> {
  const rejectUnauthorized = authority !== undefined
  const socket = connect({ host: hostname, port: Number(port || 443), ca: authority, rejectUnauthorized })
  await once(socket, 'secureConnect')
  socket.setNoDelay(true)
  return {
    ask(path, body) {
      const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
      socket.cork()
      socket.write(head, 'latin1')
      socket.write(body)
      socket.uncork()
      return readAnswer(socket)
    },
    isOpen: () => !socket.destroyed && socket.writable,
    close: () => void socket.destroy(),
  }
}

function readAnswer(socket: TLSSocket): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0)
    const end = (settle: () => void) => {
      socket.off('data', onData).off('close', onClose).off('error', onError)
      settle()
    }
    const onError = (error: Error) => end(() => reject(error))
    const onClose = () => end(() => reject(new Error('the server closed the connection')))
    const onData = (chunk: Buffer) => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk])
      try {
        const answer = parseResponse(bytes)
        if (answer !== undefined) end(() => resolve(answer))
      } catch (error) {
        onError(error as Error)
      }
    }
    socket.on('data', onData).on('close', onClose).on('error', onError)
  })
}
