/** Sentences as far as they are expected: those about names end in a long pattern. All of a sentence that is not expected. */
export const beginnings = (found: readonly string[], want: readonly string[]): readonly string[] =>
  found.map((sentence, i) => sentence.slice(0, want[i]?.length ?? sentence.length))
