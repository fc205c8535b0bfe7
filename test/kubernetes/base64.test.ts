import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from '../../src/kubernetes/base64.ts'

it('bytes are written and read as Node does', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = Buffer.from(bytes).toString('base64')
      expect([encodeBase64(bytes), decodeBase64(text)]).toEqual([text, new Uint8Array(bytes)])
    }),
  )
})

it.each([
  ['blanks are left out', ' QU\nJD ', 'ABC'],
  ['padding may be missing', 'QQ', 'A'],
  ['a single digit is no byte', 'QUJDR', undefined],
  ['other signs are none', 'Q-JD', undefined],
])('%s', (_, text, want) => {
  expect(decodeBase64(text)).toEqual(want === undefined ? undefined : new Uint8Array(Buffer.from(want)))
})
