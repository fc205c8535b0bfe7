import { describe, expect, it } from 'vitest'
import { nearest, suggest } from '../../src/kubernetes/nearest.ts'

describe('nearest', () => {
  it.each([
    ['a missing letter', 'prt', ['master', 'port'], 'port'],
    ['a letter too many', 'porrt', ['master', 'port'], 'port'],
    ['a wrong letter', 'pott', ['master', 'port'], 'port'],
    ['two letters swapped', 'prot', ['pro-x', 'port'], 'port'],
    ['upper case for lower case', 'PORT', ['post', 'port'], 'port'],
    ['the first of equally near ones', 'porx', ['port', 'pory'], 'port'],
    ['the word itself', 'port', ['pory', 'port'], 'port'],
    ['nothing near', 'kubeconfig', ['port', 'objects'], undefined],
    ['no candidates', 'port', [], undefined],
    ['an endless word', 'p'.repeat(100_000), ['port'], undefined],
  ])('finds what is meant by %s', (_, word, candidates, want) => {
    expect(nearest(word, candidates)).toBe(want)
  })
})

describe('suggest', () => {
  it('ends a sentence with the word that is meant', () => {
    expect(suggest('prot', ['port'], '--')).toBe('; did you mean --port?')
  })

  it('adds nothing when no word is near', () => {
    expect(suggest('kubeconfig', ['port'], '--')).toBe('')
  })
})
