/** A value that is made when it is asked for, and only the first time. */
export function once<Value>(make: () => Value): () => Value {
  let made: Readonly<{ value: Value }> | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
