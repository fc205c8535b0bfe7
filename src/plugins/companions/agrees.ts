/**
 * Whether an object says all that is wished. What it says besides does not count: defaults of the API server, and what
 * others add. A list must be as long as the one wished.
 */
export function agrees(wished: unknown, found: unknown): boolean {
  if (Array.isArray(wished)) {
    if (!Array.isArray(found) || found.length !== wished.length) return false
    return wished.every((item, index) => agrees(item, found[index]))
  }
  if (typeof wished !== 'object' || wished === null) return wished === found
  if (typeof found !== 'object' || found === null) return false
  return Object.entries(wished).every(
    ([name, item]) => Object.hasOwn(found, name) && agrees(item, Reflect.get(found, name)),
  )
}
