import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCircles, type Graph } from '../../../src/admission/jobflows/find-circles.ts'

describe('circles', () => {
  it.each<[string, Graph, readonly (readonly number[])[]]>([
    ['none in no graph', [], []],
    ['none in a diamond', [[1, 2], [3], [3], []], []],
    ['none where one way is drawn twice', [[1, 1], []], []],
    ['a point that leads to itself', [[], [1]], [[1]]],
    ['two points', [[1], [0]], [[0, 1]]],
    ['begin at their first point', [[], [3], [1], [2], [1]], [[1, 3, 2]]],
    ['are found behind points that only lead there', [[2], [0], [3], [2]], [[2, 3]]],
    [
      'are told apart',
      [[1], [0], [4], [], [2]],
      [
        [0, 1],
        [2, 4],
      ],
    ],
    [
      'stand in the order of their first points',
      [[3], [2], [1], [4], [3]],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['that share a point are told one by one', [[1, 2], [0], [0]], [[0, 1]]],
    ['beside ways out', [[3, 1], [3, 0], [3], []], [[0, 1]]],
  ])('%s', (_, graph, want) => expect(findCircles(graph)).toEqual(want))
})

const anyGraph: fc.Arbitrary<Graph> = fc
  .integer({ min: 1, max: 9 })
  .chain((points) => fc.array(fc.array(fc.nat(points - 1), { maxLength: 3 }), { minLength: points, maxLength: points }))

/** Takes points away that lead nowhere, until nothing changes. */
function hasCircle(graph: Graph): boolean {
  const left = new Set(graph.keys())
  for (let before = -1; before !== left.size; ) {
    before = left.size
    for (const point of left) if (!graph[point]?.some((target) => left.has(target))) left.delete(point)
  }
  return left.size > 0
}

it('in any graph, circles are found where there are any, and they are circles', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const circles = findCircles(graph)
      expect(circles.length > 0).toBe(hasCircle(graph))
      for (const circle of circles)
        for (const [i, point] of circle.entries()) expect(graph[point]).toContain(circle[(i + 1) % circle.length])
      expect(new Set(circles.flat()).size).toBe(circles.flat().length)
    }),
    { numRuns: 2000 },
  )
})

const large = 100_000

it('a chain of 100,000 points is followed to its end', () => {
  const chain = Array.from({ length: large }, (_, i) => (i + 1 < large ? [i + 1] : []))
  expect(findCircles(chain)).toEqual([])
})

it('a circle of 100,000 points is found', () => {
  const [circle = []] = findCircles(Array.from({ length: large }, (_, i) => [(i + 1) % large]))
  expect([circle.length, circle[0], circle.at(-1)]).toEqual([large, 0, large - 1])
})

it('a graph with 2^60 ways through is looked at once', () => {
  const layers = Array.from({ length: 60 }, (_, layer) => [
    [2 * layer + 2, 2 * layer + 3],
    [2 * layer + 2, 2 * layer + 3],
  ]).flat()
  expect(findCircles([...layers, [], []])).toEqual([])
})
