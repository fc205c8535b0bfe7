import { describe, expect, it } from 'vitest'
import { median, percentile } from '../../bench/statistics.ts'

describe('percentile', () => {
  it.each([
    ['the middle of an odd number of values', [3, 1, 2], 0.5, 2],
    ['the lower middle of an even number', [4, 1, 3, 2], 0.5, 2],
    ['the last but one of a hundred', Array.from({ length: 100 }, (_, i) => 100 - i), 0.99, 99],
    ['the largest of few', [10, 9], 0.99, 10],
    ['the smallest at 0', [5, 6], 0, 5],
    ['numbers by value, not as text', [10, 9, 100], 0.5, 10],
    ['nothing of nothing', [], 0.5, Number.NaN],
  ])('is %s', (_, values, share, wanted) => {
    expect(percentile(values, share)).toBe(wanted)
  })
})

describe('median', () => {
  it.each([
    ['the middle of an odd number of values', [3, 1, 2], 2],
    ['the mean of the two in the middle', [10, 1, 2, 4], 3],
    ['the only value', [7], 7],
    ['nothing of nothing', [], Number.NaN],
  ])('is %s', (_, values, wanted) => {
    expect(median(values)).toBe(wanted)
  })
})
