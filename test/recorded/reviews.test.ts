import { describe, expect, it, test } from 'vitest'
import { compareOutcomes } from './compare-outcomes.ts'
import { documentedDifferenceOf } from './documented-differences.ts'
import { recordings } from './recorded-reviews.ts'
import { replayReviews } from './replay-review.ts'

const replayed = recordings.map((name) => {
  const replays = replayReviews(name).map((replay) => ({ ...replay, difference: documentedDifferenceOf(replay.id) }))
  return { name, replays }
})

describe.each(replayed)('recorded reviews of $name', ({ replays }) => {
  it.each(replays.filter(({ difference }) => difference === undefined))(
    '$id: as Volcano: $about',
    ({ volcano, ours }) => expect(ours).toEqual(volcano),
  )

  it.each(replays.filter(({ difference }) => difference !== undefined))(
    '$id: not as Volcano: $difference',
    ({ volcano, ours }) => expect(ours).not.toEqual(volcano),
  )

  it.each(replays)('$id: our patch applies', ({ ours }) => expect(ours.brokenPatch).toBeUndefined())
})

test('how the reviews end', () => {
  const counted = replayed.map(({ name, replays }) => {
    const ends = Object.groupBy(replays, ({ volcano, ours }) => compareOutcomes(volcano, ours))
    return [name, Object.fromEntries(Object.entries(ends).map(([end, among = []]) => [end, among.length]))]
  })
  expect(Object.fromEntries(counted)).toEqual({
    'jobs-mutate': {
      'as in Volcano': 183,
      'a warning': 2,
      'another object': 2,
      'no patch for the patch null': 1,
      'refused only here': 1,
    },
    'jobs-validate': {
      'as in Volcano': 254,
      'admitted only here': 10,
      'refused only here': 1,
      'more complaints': 4,
      'fewer complaints': 1,
      'a warning': 27,
    },
    'pods-mutate': { 'as in Volcano': 28 },
    'pods-mutate-configured': { 'as in Volcano': 14, 'another object': 2, 'no patch for the patch null': 6 },
    'pods-validate': { 'as in Volcano': 56, 'more complaints': 2 },
    'queues-mutate': { 'as in Volcano': 40, 'another object': 1, 'no patch for the patch null': 1 },
    'queues-validate': { 'as in Volcano': 75, 'refused only here': 1, 'more complaints': 4, 'a warning': 6 },
    'podgroups-mutate': { 'as in Volcano': 25, 'another object': 1 },
    'podgroups-validate': { 'as in Volcano': 25, 'more complaints': 1 },
    'jobflows-validate': { 'as in Volcano': 14, 'more complaints': 1, 'a warning': 5 },
    'hypernodes-validate': { 'as in Volcano': 33, 'a warning': 1 },
    'cronjobs-validate': { 'as in Volcano': 42, 'a warning': 5 },
  })
})
