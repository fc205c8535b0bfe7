import { expect, it } from 'vitest'
import { parseCores } from '../../bench/pinning.ts'

it.each([
  ['a range', '0-3', [0, 1, 2, 3]],
  ['single cores and ranges', '1,4-5,9', [1, 4, 5, 9]],
  ['one core', '2', [2]],
])('reads %s of the cores that a process may use', (_, list, wanted) => {
  expect(parseCores(`Cpus_allowed:\tff\nCpus_allowed_list:\t${list}\nMems_allowed:\t1\n`)).toEqual(wanted)
})

it('finds no cores where the system tells none', () => {
  expect(parseCores('Name:\tnode\n')).toEqual([])
})
