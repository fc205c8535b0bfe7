/** The objects of one kind, at hand under their names. Objects are replaced, never changed. */
export type Store<Kept> = Readonly<{
  put: (object: Kept) => void
  /** Removes the object of that name, whatever else it says. */
  remove: (object: Kept) => void
  /** These are all objects: others go. */
  replaceAll: (objects: Iterable<Kept>) => void
  size: () => number
}>
