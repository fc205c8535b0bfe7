import type { AnyRule } from './rule.ts'

/** Rules that can find nothing in an object of which something is not true. It is asked once for all of them. */
export const onlyWhere = <Content>(
  isTrue: (object: Content) => boolean,
  rules: readonly AnyRule<Content>[],
): readonly AnyRule<Content>[] => rules.map((rule) => ({ ...rule, onlyWhere: isTrue }))
