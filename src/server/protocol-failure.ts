import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { encodeFailure, type Failure } from './failure.ts'

/** What is wrong with a call as HTTP; undefined for an error that says nothing about HTTP, which is a bug. */
export function protocolFailureOf(error: unknown, maxRequestBytes: number): Failure | undefined {
  if (!(error instanceof Error && 'statusCode' in error)) return undefined
  const { statusCode: code, message } = error
  if (typeof code !== 'number' || code < 400 || code > 499) return undefined
  if (code === 413) {
    const most = `the most that is read is ${maxRequestBytes} bytes (--max-request-bytes)`
    return { code, message: `the request body is too large: ${most}` }
  }
  if (code === 415) return { code, message: 'the content type must be application/json' }
  return { code, message: `the request is not sound: ${message}` }
}

/** Answers bytes that are no HTTP request, and clients that take too long to send one. Each loses its connection. */
export function answerClientError(error: Error & Readonly<{ code?: string }>, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const failure = clientFailureOf(error.code)
  const body = encodeFailure(failure)
  const head = [
    `HTTP/1.1 ${failure.code} ${STATUS_CODES[failure.code]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function clientFailureOf(errorCode: string | undefined): Failure {
  if (errorCode === 'ERR_HTTP_REQUEST_TIMEOUT') return { code: 408, message: 'the request did not arrive in time' }
  if (errorCode === 'HPE_HEADER_OVERFLOW') return { code: 431, message: 'the headers of the request are too large' }
  return { code: 400, message: 'this is not a request of HTTP/1.1' }
}
