import type { Answer } from './check-answer.ts'

/**
 * Reads a whole HTTP/1.1 response to a POST: undefined as long as some of it is missing. Throws for a response that says
 * neither how long it is nor that it comes in chunks.
 */
export function parseResponse(bytes: Buffer): Answer | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const body = bytes.subarray(headEnd + 4)
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  const isChunked = /\r\ntransfer-encoding: *chunked/i.test(head)
  if (length === undefined && !isChunked) throw new Error(`a response without a length: ${head}`)
  const whole = isChunked ? joinChunks(body) : takeBytes(body, Number(length))
  return whole === undefined ? undefined : { status: Number(head.slice(9, 12)), text: whole.toString() }
}

const takeBytes = (bytes: Buffer, length: number): Buffer | undefined =>
  bytes.length < length ? undefined : bytes.subarray(0, length)

/** Each chunk has its length in hexadecimal on a line before it; one of length 0 is the last. */
function joinChunks(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const length = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    const end = lineEnd + 2 + length + 2
    if (lineEnd === -1 || bytes.length < end) return undefined
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(bytes.subarray(lineEnd + 2, end - 2))
    at = end
  }
}
