/** How many digits the numbers from 0 to below `count` have in all. */
export function digitsBelow(count: number): number {
  let digits = count
  for (let power = 10; power < count; power *= 10) digits += count - power
  return digits
}
