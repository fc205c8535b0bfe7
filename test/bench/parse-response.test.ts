import { describe, expect, it } from 'vitest'
import { parseResponse } from '../../bench/parse-response.ts'

const aResponse = (headers: string, body: string) => Buffer.from(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${body}`)

describe('parseResponse', () => {
  it.each([
    ['a body of known length', aResponse('Content-Length: 7', 'all\u00f6wd'), 'all\u00f6wd'],
    ['a header in lower case', aResponse('date: now\r\ncontent-length: 7', 'allowed'), 'allowed'],
    ['chunks', aResponse('Transfer-Encoding: chunked', '3\r\nall\r\n4\r\n\u00f6wd\r\n0\r\n\r\n'), 'all\u00f6wd'],
    [
      'lengths in hexadecimal',
      aResponse('transfer-encoding: chunked', '0B\r\nallowed all\r\n0\r\n\r\n'),
      'allowed all',
    ],
  ])('reads %s, once it is whole', (_, bytes, text) => {
    const parts = Array.from({ length: bytes.length + 1 }, (_, length) => parseResponse(bytes.subarray(0, length)))
    expect(parts.filter((part) => part !== undefined)).toEqual([{ status: 200, text }])
  })

  it('reads the status', () => {
    const bytes = Buffer.from('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n')
    expect(parseResponse(bytes)).toEqual({ status: 503, text: '' })
  })

  it('does not wait for the end of a response that has none', () => {
    expect(() => parseResponse(aResponse('connection: close', ''))).toThrow('a response without a length')
  })
})
