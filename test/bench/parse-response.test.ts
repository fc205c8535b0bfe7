import { describe, expect, it } from 'vitest'
import { parseResponse } from '../../bench/parse-response.ts'

const aResponse = (headers: string, body: string) => Buffer.from(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${body}`)

describe('parseResponse', () => {
  it.each([
    ['a body of known length', aResponse('Content-Length: 7', 'allöwd')],
    ['a header in lower case', aResponse('date: now\r\ncontent-length: 7', 'allöwd')],
    ['chunks', aResponse('Transfer-Encoding: chunked', '3\r\nall\r\n4\r\nöwd\r\n0\r\n\r\n')],
    ['lengths in hexadecimal', aResponse('transfer-encoding: chunked', '0A\r\nallöwd all\r\n1\r\n!\r\n0\r\n\r\n')],
  ])('reads %s, and nothing before it is whole', (_, bytes) => {
    const parts = Array.from({ length: bytes.length + 1 }, (_, length) => parseResponse(bytes.subarray(0, length)))
    expect(parts.filter((part) => part !== undefined)).toEqual([{ status: 200, text: 'allöwd' }])
  })

  it('reads the status', () => {
    const bytes = Buffer.from('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n')
    expect(parseResponse(bytes)).toEqual({ status: 503, text: '' })
  })

  it('does not wait for the end of a response that has none', () => {
    expect(() => parseResponse(aResponse('connection: close', ''))).toThrow('a response without a length')
  })
})
