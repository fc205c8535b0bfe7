import { expect, it } from 'vitest'
import { variableReferences } from '../../src/kubernetes/variable-references.ts'

it.each<[string, string, readonly string[]]>([
  ['none', 'plain $HOME', []],
  ['one', '$(HOME)', ['HOME']],
  ['several', 'a-$(A)/$(B.c)-$(A)', ['A', 'B.c', 'A']],
  ['plain text', '$$(A)', []],
  ['a reference behind a dollar sign', '$$$(A)', ['A']],
  ['an open end', '$(A', []],
])('%s', (_, value, want) => {
  expect(variableReferences(value)).toEqual(want)
})
