const longestText = 64

/**
 * A function of a text or number that knows its latest answers: clusters say the same few things again and again. Long texts
 * are worked out each time, and nothing is kept of them.
 */
export function remember<Value>(
  work: (given: string | number) => Value,
  mostAnswers = 1000,
): (given: string | number) => Value {
  const answers = new Map<string | number, Value>()
  return (given) => {
    const known = answers.get(given)
    if (known !== undefined) return known
    const answer = work(given)
    if (typeof given === 'string' && given.length > longestText) return answer
    if (answers.size >= mostAnswers) answers.clear()
    answers.set(given, answer)
    return answer
  }
}

/** A function of an object that never changes: it is asked once for each, as long as the object is there. */
export function rememberObject<Given extends object, Value>(work: (given: Given) => Value): (given: Given) => Value {
  const answers = new WeakMap<Given, Readonly<{ value: Value }>>()
  return (given) => {
    const known = answers.get(given)
    if (known !== undefined) return known.value
    const value = work(given)
    answers.set(given, { value })
    return value
  }
}

/** A function that knows its last answer: the rules of a review ask about the same object, one after another. */
export function rememberLast<Given, Value>(work: (given: Given) => Value): (given: Given) => Value {
  let last: Readonly<{ given: Given; value: Value }> | undefined
  return (given) => {
    if (last?.given !== given) last = { given, value: work(given) }
    return last.value
  }
}
