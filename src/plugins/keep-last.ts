/**
 * Keeps the last answer of a function of two objects that never change, such as a job and its flags. The pods of a job come
 * one after another, and each of them gets the same list of hosts: for a job of n pods it is built once, not n times.
 */
export function keepLast<First extends object, Second extends object, Answer>(
  compute: (first: First, second: Second) => Answer,
): (first: First, second: Second) => Answer {
  let last: Readonly<{ first: First; second: Second; answer: Answer }> | undefined
  return (first, second) => {
    if (last?.first !== first || last.second !== second) last = { first, second, answer: compute(first, second) }
    return last.answer
  }
}
