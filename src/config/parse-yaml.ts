import { parseAllDocuments, type SchemaOptions } from 'yaml'

export type ParsedYaml = Readonly<{
  value: unknown
  /** Why there is no value; of several mistakes the first, because the others follow from it. */
  mistakes: readonly string[]
  /** What was passed over: an earlier value of a key that stands twice, further documents. */
  doubts: readonly string[]
}>

/**
 * Reads the first document of a text in YAML or JSON; an empty text is null. Aliases are resolved up to a limit, so that a
 * small file cannot grow in memory.
 */
export function parseYaml(text: string, schema: SchemaOptions = {}): ParsedYaml {
  try {
    const [document, ...further] = parseAllDocuments(text, { ...schema, logLevel: 'silent' })
    if (document === undefined) return { value: null, mistakes: [], doubts: [] }
    const wrong = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY')
    if (wrong !== undefined) return refuse(wrong)
    const doubts = [...document.errors, ...document.warnings].map(describe)
    const passedOver = further.length === 0 ? [] : ['only the first document of the file is read']
    return { value: document.toJS({ maxAliasCount }), mistakes: [], doubts: [...doubts, ...passedOver] }
  } catch (error) {
    return refuse(error)
  }
}

const refuse = (error: unknown): ParsedYaml => ({ value: null, mistakes: [describe(error)], doubts: [] })

const maxAliasCount = 100

/** For parseYaml: every scalar but null is text as it was written; `1.50`, `yes` and `0x10` stay as they are. */
export const scalarsAsWritten: SchemaOptions = { schema: 'failsafe', customTags: ['null'], merge: true }

/** The first line; an excerpt of the file follows. */
const describe = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/:?\n.*/s, '')
