import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { additions, fillIn } from '../../src/kubernetes/fill-in.ts'
import { add, applyPatch } from '../../src/kubernetes/json-patch.ts'

describe('what is wanted of an object', () => {
  it.each<[string, unknown, unknown, unknown, readonly unknown[]]>([
    ['is added where it is not there', { a: 1 }, { b: 2 }, { a: 1, b: 2 }, [add('/s/b', 2)]],
    ['takes the place of something else', { a: 1 }, { a: 2 }, { a: 2 }, [add('/s/a', 2)]],
    ['is nothing to do where it is there', { a: 1, b: 2 }, { b: 2 }, { a: 1, b: 2 }, []],
    ['is nothing where it is undefined', { a: 1 }, { a: undefined, b: undefined }, { a: 1 }, []],
    ['is found inside', { a: { b: {} } }, { a: { b: { c: 1 } } }, { a: { b: { c: 1 } } }, [add('/s/a/b/c', 1)]],
    ['is found in each item of a list', [{ a: 1 }, {}], [{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 2 }], [add('/s/1/a', 2)]],
    ['is a whole list where the lengths differ', { a: [1] }, { a: [2, 1] }, { a: [2, 1] }, [add('/s/a', [2, 1])]],
    ['is an object where there was none', { a: '' }, { a: { b: 1 } }, { a: { b: 1 } }, [add('/s/a', { b: 1 })]],
    ['comes in its own order', { b: 0, a: 0 }, { a: 1, b: 1 }, { b: 1, a: 1 }, [add('/s/a', 1), add('/s/b', 1)]],
    ['may have any name', {}, { 'a/b~c': 1 }, { 'a/b~c': 1 }, [add('/s/a~1b~0c', 1)]],
  ])('%s', (_, present, wanted, filled, patch) => {
    const before = structuredClone(present)
    expect(fillIn(present, wanted)).toStrictEqual(filled)
    expect(additions(present, wanted, '/s')).toEqual(patch)
    expect(present).toEqual(before)
  })

  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.integer(),
      fc.constant(''),
      fc.array(tie('any'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(fc.constantFrom('a', 'b', 'c/d'), tie('any'), { noNullPrototype: true }),
  })).object

  it('is what the additions make of the object, and then there is nothing to add', () => {
    fc.assert(
      fc.property(value, value, (present, wanted) => {
        const filled = fillIn({ s: present }, { s: wanted })
        expect(applyPatch({ s: present }, additions({ s: present }, { s: wanted }, ''))).toEqual(filled)
        expect(additions(filled, { s: wanted }, '')).toEqual([])
      }),
    )
  })
})
