/** Where names stand in a list that grows; -1 where they do not. Of two of one name the later counts. */
export type Places = Readonly<{ of: (name: unknown) => number; add: (name: unknown) => void }>

/** So many comparisons take no longer than a map. */
const fewComparisons = 2000

/** The places of these names; `asked` is how often one is looked for, or added, at most. */
export function placesOf(names: unknown[], asked: number): Places {
  if ((names.length + asked) * asked <= fewComparisons)
    return { of: (name) => names.lastIndexOf(name), add: (name) => void names.push(name) }
  const places = new Map(names.map((name, place) => [name, place]))
  let next = names.length
  return { of: (name) => places.get(name) ?? -1, add: (name) => void places.set(name, next++) }
}
