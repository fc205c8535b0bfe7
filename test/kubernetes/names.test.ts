import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  labelMistakes,
  labelValueMistakes,
  qualifiedNameMistakes,
  subdomainMistakes,
} from '../../src/kubernetes/names.ts'

const qualified =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

const labelValue =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

const n = (length: number) => 'n'.repeat(length)

describe('a qualified name', () => {
  it.each<[string, string[]]>([
    ['A.b_C-1', []],
    [n(63), []],
    ['example.com/name', []],
    ['', ['name part must be non-empty', `name part ${qualified}`]],
    [n(64), ['name part must be no more than 63 bytes']],
    [`-${n(63)}`, ['name part must be no more than 63 bytes', `name part ${qualified}`]],
    ['a-', [`name part ${qualified}`]],
    ['\u00fc', [`name part ${qualified}`]],
    ['/a', ['prefix part must be non-empty']],
    ['A/a', [`prefix part ${subdomain}`]],
    ['a/', ['name part must be non-empty', `name part ${qualified}`]],
    [`${n(253)}/${n(63)}`, []],
    [`${n(254)}/${n(64)}`, ['prefix part must be no more than 253 bytes', 'name part must be no more than 63 bytes']],
    [
      'a/b/c',
      [`a valid label key ${qualified} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`],
    ],
  ])('%s', (name, want) => {
    expect(qualifiedNameMistakes(name)).toEqual(want)
  })
})

describe('a label and a subdomain', () => {
  it.each<[string, string[], string[]]>([
    ['a-1', [], []],
    ['a.b', ['must not contain dots'], []],
    ['A', [label], [subdomain]],
    ['', [label], [subdomain]],
    ['a..b', [label], [subdomain]],
    [n(64), ['must be no more than 63 characters'], []],
    [n(254), ['must be no more than 63 characters'], ['must be no more than 253 characters']],
  ])('%s', (name, wantLabel, wantSubdomain) => {
    expect([labelMistakes(name), subdomainMistakes(name)]).toEqual([wantLabel, wantSubdomain])
  })
})

describe('a label value', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['B_c.d-1', []],
    [n(63), []],
    [n(64), ['must be no more than 63 bytes']],
    ['a/b', [labelValue]],
    ['-', [labelValue]],
    ['\u00e9'.repeat(32), ['must be no more than 63 bytes', labelValue]],
  ])('%s', (value, want) => {
    expect(labelValueMistakes(value)).toEqual(want)
  })
})

it.each([
  ['a', 1],
  ['\u00e9', 2],
  ['\u20ac', 3],
  ['\ud83d\ude00', 4],
  ['\ud83d', 3],
])('%j is of %i bytes', (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes)
})

it('a hostile name of a million characters is too long, and nothing else', () => {
  const hostile = `${'a'.repeat(1_000_000)}!`
  expect([labelMistakes(hostile), subdomainMistakes(hostile), qualifiedNameMistakes(hostile)]).toEqual([
    ['must be no more than 63 characters'],
    ['must be no more than 253 characters'],
    ['name part must be no more than 63 bytes'],
  ])
})

it('what is a label is a subdomain and a qualified name, too', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[-a-z0-9.A-Z_]{0,70}$/), (name) => {
      if (labelMistakes(name).length > 0) return
      expect([...subdomainMistakes(name), ...qualifiedNameMistakes(name)]).toEqual([])
    }),
    { numRuns: 1000 },
  )
})
