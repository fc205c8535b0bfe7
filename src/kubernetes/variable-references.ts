/**
 * The variables that a value refers to as `$(NAME)`; `$$(NAME)` is plain text. Kubernetes puts in those that stand before it,
 * and leaves the reference to any other as it is. Mirrors third_party/forked/golang/expansion: Expand.
 */
export function variableReferences(value: string): readonly string[] {
  if (!value.includes('$(')) return none
  return [...value.matchAll(/\$\$|\$\((?<name>[^)]*)\)/g)].flatMap(({ groups }) => groups?.name ?? none)
}

const none: readonly never[] = []
