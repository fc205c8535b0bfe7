import { expect, it } from 'vitest'
import { quoteGoString } from '../../src/kubernetes/go-string.ts'

it.each([
  ['plain text', '50 %', '"50 %"'],
  ['quotes and backslashes', 'a"b\\c', String.raw`"a\"b\\c"`],
  ['escapes that have a name', '\u0007\b\f\n\r\t\v', String.raw`"\a\b\f\n\r\t\v"`],
  ['other ASCII', '\u0001\u007f', String.raw`"\x01\x7f"`],
  ['letters and symbols of the world', '٣é😀', '"٣é😀"'],
  ['blanks that look like another', '\u00a0\u2028', String.raw`"\u00a0\u2028"`],
  ['what nobody sees', '\u200b\u00ad', String.raw`"\u200b\u00ad"`],
  ['what is no character yet', '\u0378\u{10ffff}', String.raw`"\u0378\U0010ffff"`],
  ['half a character', '\ud83d', '"\ufffd"'],
])('%s', (_, text, want) => expect(quoteGoString(text)).toBe(want))
