import { expect, it } from 'vitest'
import { deadlineOf } from '../../src/server/deadline.ts'

it.each([
  { sentence: 'the API server says how long it waits', timeout: '1s', want: 900 },
  { sentence: 'of a long time only little is kept', timeout: '5s', want: 4800 },
  { sentence: 'the server waits no longer than it may', timeout: '30s', want: 9800 },
  { sentence: 'without a timeout the longest time counts', timeout: undefined, want: 9800 },
  { sentence: 'a text that is no duration counts as none', timeout: 'soon', want: 9800 },
  { sentence: 'zero counts as none', timeout: '0s', want: 9800 },
  { sentence: 'a negative one counts as none', timeout: '-1s', want: 9800 },
  { sentence: 'two of them count as none', timeout: ['1s', '2s'], want: 9800 },
  { sentence: 'no timer is set for longer than timers can', most: 1e12, timeout: undefined, want: 2 ** 31 - 1 - 200 },
])('$sentence', ({ timeout, most = 10_000, want }) => {
  expect(deadlineOf(timeout, most)).toBe(want)
})
