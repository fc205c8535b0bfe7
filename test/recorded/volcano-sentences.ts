const separators = /;|\d+ errors? occurred:\n\t\* |\n\t\* |\n\n/
const lists = { 'invalid policy event': 'valid events are [', 'invalid policy action': 'valid actions are [' }

/**
 * What Volcano complains of, sentence by sentence: its texts are glued together with semicolons, and a list of policy
 * errors is one paragraph. Behind every such paragraph stand the words for events and actions, whatever is wrong: they
 * count only where an event or an action is. Paths of policies come without index, so they are left out.
 */
export function sentencesOf(message: string): readonly string[] {
  const pieces = withSortedLists(message)
    .split(separators)
    .map((piece) =>
      piece
        .trim()
        .replace(/\.$/, '')
        .replace(/^spec\.(tasks\.)?policies: /, ''),
    )
  return pieces
    .filter((piece) => piece !== '')
    .flatMap((piece) => (piece.startsWith('valid events are [') ? neededLists(piece, message) : [piece]))
}

const neededLists = (piece: string, message: string): readonly string[] =>
  Object.entries(lists).flatMap(([complaint, list]) =>
    message.includes(complaint) ? piece.split(', ').filter((words) => words.startsWith(list)) : [],
  )

/** Volcano lists the words in the order of a Go map, another one each time. */
export const withSortedLists = (text: string): string =>
  text.replaceAll(
    /(valid (?:events|actions) are )\[(.*?)\]/g,
    (_, start: string, words: string) => `${start}[${words.split(' ').sort().join(' ')}]`,
  )

/** How many mistakes the sentences name. */
export const complaintsOf = (sentences: readonly string[]): number =>
  sentences.filter((sentence) => !/^valid (events|actions) are /.test(sentence)).length
