/** For each point, the points that it leads to. */
export type Graph = readonly (readonly number[])[]

/**
 * Circles of a graph, at least one where there is any; no two of them share a point. Each begins at its first point, and
 * they stand in the order of these. Takes time in proportion to the graph, and no recursion: the graph comes from users.
 */
export function findCircles(graph: Graph): readonly (readonly number[])[] {
  const next = nextWithinCircles(graph)
  const walkOf = new Map<number, number>()
  const circles: (readonly number[])[] = []
  for (const start of next.keys()) {
    let point = start
    while (!walkOf.has(point)) {
      walkOf.set(point, start)
      point = next.get(point) ?? point
    }
    // The walk has met itself, not an earlier one, which had its circle then.
    if (walkOf.get(point) === start) circles.push(circleFrom(point, next))
  }
  return circles.toSorted(([a = 0], [b = 0]) => a - b)
}

/**
 * Takes away points that lead nowhere until none is left. What remains leads into a circle for ever, whichever way one
 * goes: for each such point, one way.
 */
function nextWithinCircles(graph: Graph): ReadonlyMap<number, number> {
  const waysOut = graph.map((targets) => targets.length)
  const comeFrom = reverse(graph)
  const taken = waysOut.flatMap((ways, point) => (ways === 0 ? [point] : []))
  for (let point = taken.pop(); point !== undefined; point = taken.pop())
    for (const source of comeFrom[point] ?? []) {
      const left = (waysOut[source] ?? 0) - 1
      waysOut[source] = left
      if (left === 0) taken.push(source)
    }
  const remaining = graph.flatMap((targets, point): [number, number][] => {
    const target = waysOut[point] ? targets.find((each) => waysOut[each]) : undefined
    return target === undefined ? [] : [[point, target]]
  })
  return new Map(remaining)
}

function reverse(graph: Graph): Graph {
  const sources: number[][] = graph.map(() => [])
  for (const [point, targets] of graph.entries()) for (const target of targets) sources[target]?.push(point)
  return sources
}

/** The circle that a point is part of, from its first point on. */
function circleFrom(point: number, next: ReadonlyMap<number, number>): readonly number[] {
  const circle = [point]
  for (let at = next.get(point) ?? point; at !== point; at = next.get(at) ?? point) circle.push(at)
  const first = circle.indexOf(circle.reduce((least, each) => Math.min(least, each)))
  return [...circle.slice(first), ...circle.slice(0, first)]
}
