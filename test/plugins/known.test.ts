import { expect, it } from 'vitest'
import { knownPlugins, missingPlugins } from '../../src/plugins/known.ts'

it('the plugins of Volcano are known', () => {
  expect(knownPlugins).toEqual(['env', 'hcclrank', 'mpi', 'pytorch', 'ray', 'ssh', 'svc', 'tensorflow'])
})

it.each<[readonly string[], readonly string[]]>([
  [['mpi'], ['ssh', 'svc']],
  [['mpi', 'svc'], ['ssh']],
  [['pytorch', 'ray', 'tensorflow'], ['svc']],
  [['env', 'hcclrank', 'ssh', 'svc', 'nope', 'constructor'], []],
])('%j lack %j', (named, want) => {
  expect(missingPlugins(Object.fromEntries(named.map((name) => [name, []])))).toEqual(want)
})
