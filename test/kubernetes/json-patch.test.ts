import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, append, applyPatch, pointer, valueAt } from '../../src/kubernetes/json-patch.ts'

it('a pointer escapes what would divide it', () => {
  expect(pointer('metadata', 'annotations', 'a/b~c', 0)).toBe('/metadata/annotations/a~1b~0c/0')
})

describe('appending', () => {
  it.each<[string, readonly unknown[] | undefined, readonly unknown[], unknown]>([
    ['nothing gives nothing', [1], [], []],
    ['to a list that is there adds each item', [1], [2, 3], [add('/x/-', 2), add('/x/-', 3)]],
    ['to a list that is absent adds the list', undefined, [2, 3], [add('/x', [2, 3])]],
  ])('%s', (_, list, items, want) => {
    expect(append('/x', list, items)).toEqual(want)
  })
})

describe('what stands at a pointer', () => {
  it.each<[string, unknown, string, unknown]>([
    ['is a field', { a: { b: 1 } }, '/a/b', 1],
    ['is an item', { a: [{ b: 1 }] }, '/a/0/b', 1],
    ['is the whole', { a: 1 }, '', { a: 1 }],
    ['is nothing where the way ends', { a: 1 }, '/a/b', undefined],
    ['is nothing that the object only inherits', {}, '/constructor', undefined],
  ])('%s', (_, object, path, want) => {
    expect(valueAt(object, path)).toEqual(want)
  })
})

describe('applying', () => {
  it.each<[string, unknown, Parameters<typeof applyPatch>[1], unknown]>([
    ['adds a field', { a: 1 }, [add('/b', 2)], { a: 1, b: 2 }],
    ['replaces a field', { a: 1 }, [add('/a', 2)], { a: 2 }],
    ['goes through lists', { a: [{ b: 1 }, {}] }, [add('/a/1/c', 2)], { a: [{ b: 1 }, { c: 2 }] }],
    ['goes on in what it has added', {}, [add('/a', { b: {} }), add('/a/b/c', 1)], { a: { b: { c: 1 } } }],
    ['forgets what it has replaced', { a: { b: 1 } }, [add('/a/b', 2), add('/a', {}), add('/a/c', 3)], { a: { c: 3 } }],
    ['appends to lists', { a: [1] }, [add('/a/-', 2), add('/a/-', 3)], { a: [1, 2, 3] }],
    ['reads escapes', { 'a/b~c': 1 }, [add('/a~1b~0c', 2)], { 'a/b~c': 2 }],
    [
      'takes odd names for names',
      JSON.parse('{"__proto__": {"a": 1}}'),
      [add('/__proto__/b', 2)],
      JSON.parse('{"__proto__": {"a": 1, "b": 2}}'),
    ],
  ])('%s', (_, object, patch, want) => {
    const before = JSON.stringify(object)
    expect(JSON.stringify(applyPatch(object, patch))).toBe(JSON.stringify(want))
    expect(JSON.stringify(object)).toBe(before)
  })

  it.each([
    ['to a parent that is not there', '/a/b', 'patch goes through a, which is not there'],
    ['to the whole object', '', 'patch replaces the whole object'],
  ])('%s is a bug', (_, path, sentence) => {
    expect(() => applyPatch({}, [add(path, 1)])).toThrow(sentence)
  })

  it('what was added at a pointer is found under its keys', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('a/b', '~1', '__proto__', 'constructor'))
    fc.assert(
      fc.property(key, key, fc.integer(), (outer, inner, value) => {
        const parent = applyPatch({}, [add(pointer(outer), {})])
        const result: unknown = applyPatch(parent, [add(pointer(outer, inner), value)])
        const found = Object.getOwnPropertyDescriptor(Object.getOwnPropertyDescriptor(result, outer)?.value, inner)
        expect(found?.value).toBe(value)
      }),
      { numRuns: 1000 },
    )
  })
})
