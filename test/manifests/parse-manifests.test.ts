import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseManifests } from '../../src/manifests/parse-manifests.ts'

const head = 'apiVersion: v1\nkind: Thing\n'
const thing = { apiVersion: 'v1', kind: 'Thing' }

/** What is read of a document with these further lines, without its head. */
function read(lines: string): unknown {
  const { manifests, mistakes } = parseManifests('f.yaml', head + lines)
  if (mistakes.length > 0) return mistakes
  const [
    {
      object: { apiVersion, kind, ...rest },
    } = { object: thing },
  ] = manifests
  return rest
}

const objectsOf = (text: string) => parseManifests('f.yaml', text).manifests.map(({ object }) => object)

describe('plain scalars mean what they mean to kubectl', () => {
  it.each<readonly [string, unknown]>([
    ['yes', true],
    ['Y', true],
    ['on', true],
    ['True', true],
    ['no', false],
    ['n', false],
    ['Off', false],
    ['tRue', 'tRue'],
    ['"yes"', 'yes'],
    ['~', null],
    ['', null],
    ['Null', null],
    ['0644', 420],
    ['0o644', 420],
    ['-0o17', -15],
    ['089', 89],
    ['0x1F', 31],
    ['0b101', 5],
    ['1_000', 1000],
    ['_1', '_1'],
    ['1:30', '1:30'],
    ['1:30.5', '1:30.5'],
    ['2001-01-01', '2001-01-01'],
    ['2001-12-14T21:59:43Z', '2001-12-14T21:59:43Z'],
    ['1e3', 1000],
    ['1.5e-3', 0.0015],
    ['.5', 0.5],
    ['5.', 5],
    ['+5', 5],
    ['1_000.5', 1000.5],
    ['.', '.'],
    ['e3', 'e3'],
    ['1e', '1e'],
    ['=', '='],
    ['1.2.3', '1.2.3'],
    ['!!str 5', '5'],
    ['!!binary aGVsbG8=', 'hello'],
  ])('%s', (scalar, value) => {
    expect(read(`a: ${scalar}`)).toEqual({ a: value })
  })

  test('also as keys', () => {
    expect(read('on: 1\n1: a')).toEqual({ true: 1, 1: 'a' })
  })

  test('anchors and merge keys are followed', () => {
    expect(read('b: &x {p: 1}\na:\n  <<: *x\n  q: *x')).toEqual({ b: { p: 1 }, a: { p: 1, q: { p: 1 } } })
  })
})

describe('texts of many objects', () => {
  it.each<readonly [string, string, number]>([
    ['nothing', '', 0],
    ['comments and empty documents', '# a\n---\n---\nnull\n', 0],
    ['one document', head, 1],
    ['two documents', `${head}---\n${head}`, 2],
    ['a document marker at the end', `${head}---\n`, 1],
    ['JSON', JSON.stringify(thing), 1],
    ['JSON that is indented with tabs', JSON.stringify({ ...thing, a: [{ b: 1 }] }, null, '\t'), 1],
    ['a List', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [thing, thing] }), 2],
    ['a list of one kind', JSON.stringify({ apiVersion: 'v1', kind: 'ThingList', items: [thing] }), 1],
    [
      'a List in a List',
      JSON.stringify({ ...thing, kind: 'List', items: [{ ...thing, kind: 'List', items: [thing] }] }),
      1,
    ],
    ['an empty List', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }), 0],
    ['a byte order mark', `\uFEFF${head}`, 1],
    ['Windows line ends', head.replaceAll('\n', '\r\n'), 1],
  ])('%s', (_, text, count) => {
    expect(parseManifests('f.yaml', text).mistakes).toEqual([])
    expect(objectsOf(text)).toEqual(Array.from({ length: count }, () => expect.objectContaining(thing)))
  })
})

describe('mistakes', () => {
  it.each<readonly [string, string, number, string]>([
    ['a key that stands twice', `${head}a: 1\nb: 2\na: 3`, 5, 'this key stands twice in the same map'],
    [
      'a list that does not end',
      `${head}a: [1, 2\n`,
      4,
      'Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['an indentation by tabs', `${head}a:\n\tb: 1`, 4, 'Tabs are not allowed as indentation'],
    [
      'an anchor that does not exist',
      `${head}a: *x`,
      1,
      'Unresolved alias (the anchor must be set before the alias): x',
    ],
    [
      'a number that a double rounds',
      `${head}a: 9007199254740993`,
      3,
      '9007199254740993 is not a number that JSON holds exactly',
    ],
    ['a number that is none', `${head}a: .nan`, 3, '.nan is not a number that JSON holds exactly'],
    ['an endless number', `${head}a:\n- -.inf`, 4, '-.inf is not a number that JSON holds exactly'],
    ['a text', 'hello', 1, 'this is no Kubernetes object: apiVersion or kind is missing'],
    [
      'a document without kind',
      '# note\napiVersion: v1\n',
      2,
      'this is no Kubernetes object: apiVersion or kind is missing',
    ],
    [
      'a kind that is no text',
      'apiVersion: v1\nkind: 1\n',
      1,
      'this is no Kubernetes object: apiVersion or kind is missing',
    ],
    [
      'an item of a List without kind',
      'apiVersion: v1\nkind: List\nitems:\n- a: 1\n',
      4,
      'this is no Kubernetes object: apiVersion or kind is missing',
    ],
  ])('%s', (_, text, line, message) => {
    expect(parseManifests('f.yaml', text)).toEqual({ manifests: [], mistakes: [{ file: 'f.yaml', line, message }] })
  })

  test('each key that stands twice is told of', () => {
    expect(parseManifests('f.yaml', `${head}a: 1\na: 2\na: 3\n`).mistakes.map(({ line }) => line)).toEqual([4, 5])
  })

  test('a document with a mistake does not hide the others', () => {
    const { manifests, mistakes } = parseManifests('f.yaml', `${head}a: 1\n---\n${head}b: [\n---\n${head}c: 3\n`)
    expect(manifests.map(({ object }) => object)).toEqual([
      { ...thing, a: 1 },
      { ...thing, c: 3 },
    ])
    expect(mistakes).toHaveLength(1)
  })

  test('a small text cannot grow without bound', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`)
    const bomb = `${head}l0: &l0 x\n${levels.join('\n')}\n`
    expect(parseManifests('f.yaml', bomb).mistakes.map(({ message }) => message)).toEqual([
      'Excessive alias count indicates a resource exhaustion attack',
    ])
  })

  test('an anchor may be used a thousand times', () => {
    const uses = Array(1000).fill('- *x').join('\n')
    expect(parseManifests('f.yaml', `${head}x: &x {p: 1}\nlist:\n${uses}\n`).mistakes).toEqual([])
  })

  it.each(['[', '{"a":'])('twenty thousand times %s', (open) => {
    expect(parseManifests('f.json', open.repeat(20_000)).manifests).toEqual([])
  })
})

test('whatever a text is, it is read without throwing', () => {
  const words = fc.constantFrom(
    'a: ',
    '- ',
    '\n',
    '  ',
    '---\n',
    '&x ',
    '*x',
    '<<: ',
    '{',
    '}',
    '[',
    ']',
    '!!set ',
    '"',
    ': ',
    '? ',
    '|',
    '%',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string())), (parts) => {
      const { manifests } = parseManifests('f.yaml', parts.join(''))
      for (const { lineOf } of manifests) lineOf('a.b[0]')
    }),
    { numRuns: 500 },
  )
})

test('JSON is read as JSON.parse reads it', () => {
  const value = fc.jsonValue().filter((found) => !/\d{16}/.test(JSON.stringify(found)))
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), fc.constantFrom(undefined, 2, '\t'), (fields, indent) => {
      const object = { ...fields, ...thing }
      const text = JSON.stringify(object, null, indent)
      expect(objectsOf(text)).toEqual([JSON.parse(text)])
    }),
  )
})
