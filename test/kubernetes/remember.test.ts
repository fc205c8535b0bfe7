import { expect, it } from 'vitest'
import { remember, rememberLast, rememberObject } from '../../src/kubernetes/remember.ts'

/** Counts how often it is asked. */
function countCalls<Given>() {
  const asked: Given[] = []
  const work = (given: Given) => asked.push(given)
  return { asked, work }
}

it('what was asked before is not worked out again', () => {
  const { asked, work } = countCalls<string | number>()
  const ask = remember(work)
  expect([ask('1Gi'), ask('1Gi'), ask(1), ask('1')]).toEqual([1, 1, 2, 3])
  expect(asked).toEqual(['1Gi', 1, '1'])
})

it('long texts are not kept', () => {
  const { asked, work } = countCalls<string | number>()
  const ask = remember(work)
  const long = 'a'.repeat(65)
  ask(long)
  ask(long)
  expect(asked).toEqual([long, long])
})

it('no more answers are kept than told', () => {
  const { asked, work } = countCalls<string | number>()
  const ask = remember(work, 2)
  for (const given of ['a', 'b', 'c', 'a']) ask(given)
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})

it('an object is asked about once, and another that is equal on its own', () => {
  const { asked, work } = countCalls<object>()
  const ask = rememberObject(work)
  const list = { cpu: '1' }
  expect([ask(list), ask(list), ask({ cpu: '1' })]).toEqual([1, 1, 2])
  expect(asked).toHaveLength(2)
})

it('only the last answer is kept where that will do', () => {
  const { asked, work } = countCalls<string>()
  const ask = rememberLast(work)
  expect(['a', 'a', 'b', 'a'].map(ask)).toEqual([1, 1, 2, 3])
  expect(asked).toEqual(['a', 'b', 'a'])
})
