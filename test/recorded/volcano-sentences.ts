/** Where one complaint ends and the next begins: Volcano's webhooks glue them together in several ways. */
const separators = new RegExp(
  [
    ';',
    // go-multierror, for policies
    '\\d+ errors? occurred:\\n\\t\\* |\\n\\t\\* |\\n\\n',
    // aggregates of field errors, for queues and hyper nodes
    ', (?=requestBody\\.|\\[\\]\\.)',
    // field errors of a pod template
    '\\. (?=(?:spec\\.task\\[\\d+\\]\\.)?(?:template|metadata)\\.)',
    // behind them
    '\\.  ',
    // time zones of cron jobs
    '(?<=expression|empty|field) (?=timeZone )| (?=invalid timeZone)',
    // topologies of pod groups
    '\\. (?=in subGroupPolicy )',
  ].join('|'),
)

const lists = { 'invalid policy event': 'valid events are [', 'invalid policy action': 'valid actions are [' }

/**
 * What Volcano complains of, sentence by sentence. Behind every list of policy errors stand the words for events and
 * actions, whatever is wrong: they count only where an event or an action is. Of a field error the field and the value are
 * left out: paths of Volcano lack indexes, or begin elsewhere than in the object.
 */
export function sentencesOf(message: string): readonly string[] {
  return withSortedLists(message)
    .replace(/^\[(requestBody.*|\[\]\..*)\]$/, '$1')
    .split(separators)
    .map((piece) => withoutField(piece.trim().replace(/\.$/, '')))
    .filter((piece) => piece !== '')
    .flatMap((piece) => (piece.startsWith('valid events are [') ? neededLists(piece, message) : [piece]))
}

const field = /^(?:requestBody|\[\]|spec\.task\[\d+\]|template|metadata)\.\S+: /
const value =
  /^(Invalid value|Unsupported value|Duplicate value|Not found): (?:"(?:[^"\\]|\\.)*"|null|\{.*\}|[\w-]+)(?:: )?/

function withoutField(piece: string): string {
  if (!field.test(piece)) return piece.replace(/^spec\.(tasks\.)?policies: /, '')
  const error = piece.replace(field, '')
  return error.replace(value, (whole, kind: string) => (whole === error ? kind : ''))
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
