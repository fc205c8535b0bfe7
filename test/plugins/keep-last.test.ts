import { expect, it } from 'vitest'
import { keepLast } from '../../src/plugins/keep-last.ts'

it('computes again only for other objects', () => {
  const asked: string[] = []
  const joined = keepLast((one: Readonly<{ name: string }>, other: Readonly<{ name: string }>) => {
    asked.push(one.name + other.name)
    return one.name + other.name
  })
  const [a, b] = [{ name: 'a' }, { name: 'b' }]
  const pairs = [
    [a, a],
    [a, a],
    [a, b],
    [b, b],
    [a, b],
    [{ name: 'a' }, b],
  ] as const
  expect(pairs.map(([one, other]) => joined(one, other))).toEqual(['aa', 'aa', 'ab', 'bb', 'ab', 'ab'])
  expect(asked).toEqual(['aa', 'ab', 'bb', 'ab', 'ab'])
})

it('keeps an answer of undefined, too', () => {
  let asked = 0
  const nothing = keepLast((): undefined => {
    asked += 1
  })
  const object = {}
  expect([nothing(object, object), nothing(object, object), asked]).toEqual([undefined, undefined, 1])
})
