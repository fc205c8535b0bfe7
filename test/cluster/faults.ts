import { type Fault, reply } from './fake-api-server.ts'

/** Ways in which an API server, or something on the way to it, fails. */

export const status =
  (code: number, headers: object = {}): Fault =>
  (response) =>
    reply(response, code, { kind: 'Status', code, message: `the fake says ${code}` }, headers)

export const cut: Fault = (response) => void response.destroy()

export const hang: Fault = () => undefined

export const endQuietly: Fault = (response) => void response.end()

export const speakNonsense: Fault = (response) => void response.socket?.end('this is not HTTP\r\n\r\n')

export const body =
  (text: string): Fault =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(text)

export const cutInTheMiddle: Fault = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 }).write('{"metadata":')
  setImmediate(() => response.destroy())
}

/** The watch goes on with this line, and says nothing more. */
export const line =
  (text: string): Fault =>
  (response) =>
    void response.write(`${text}\n`)

export const halfAnEvent: Fault = (response) => void response.end('{"type":"ADDED","object":{"metada')

export const errorEvent = (code: number): Fault =>
  line(JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code, message: `the fake reports ${code}` } }))
