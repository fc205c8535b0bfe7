import { type Document, LineCounter, parseAllDocuments, visit, YAMLParseError } from 'yaml'
import { kubernetesSchema } from './kubernetes-schema.ts'
import { keysOf, locateField } from './locate-field.ts'
import type { KubernetesObject, Manifest, ManifestMistake, Manifests } from './manifest.ts'

/** An anchor may be used so often, counted through the anchors inside it: a small file must not grow without bound. */
const maxAliasCount = 10_000

/**
 * Reads all objects of a text in YAML or JSON, as kubectl does; those inside a List one by one. Empty documents are passed
 * over. A key that stands twice, which kubectl lets pass, is a mistake, and so are numbers that a double cannot hold.
 */
export function parseManifests(file: string, text: string): Manifests {
  const lines = new LineCounter()
  const lineAt = (offset: number | undefined) => (offset === undefined ? undefined : lines.linePos(offset).line)
  const manifests: Manifest[] = []
  const mistakes: ManifestMistake[] = []
  for (const document of parseAllDocuments(text, { ...kubernetesSchema, lineCounter: lines, logLevel: 'silent' })) {
    const read = readDocument(document)
    const lineOf = (keys: readonly string[]) => lineAt(locateField(document, keys))
    mistakes.push(...read.faults.map(({ offset, message }) => ({ file, line: lineAt(offset), message })))
    if (read.faults.length > 0) continue
    for (const { value, keys } of flatten(read.value, [])) {
      if (isKubernetesObject(value)) {
        manifests.push({ file, object: value, lineOf: (path) => lineOf([...keys, ...keysOf(path)]) })
      } else {
        mistakes.push({
          file,
          line: lineOf(keys),
          message: 'this is no Kubernetes object: apiVersion or kind is missing',
        })
      }
    }
  }
  return { manifests, mistakes }
}

type Fault = Readonly<{ offset: number | undefined; message: string }>

function readDocument(document: Document.Parsed): Readonly<{ value: unknown; faults: readonly Fault[] }> {
  const faults = [...syntaxFaults(document), ...numberFaults(document)]
  if (faults.length > 0) return { value: null, faults }
  try {
    return { value: document.toJS({ maxAliasCount }), faults }
  } catch (error) {
    return { value: null, faults: [{ offset: document.contents?.range?.[0], message: firstLineOf(error) }] }
  }
}

/** After the first error of a document the parser guesses, so that only keys that stand twice are worth telling. */
const syntaxFaults = ({ errors }: Document.Parsed): readonly Fault[] =>
  errors
    .filter(({ code }, i) => i === 0 || code === 'DUPLICATE_KEY')
    .map((error) => ({ offset: error.pos[0], message: firstLineOf(error) }))

function numberFaults(document: Document.Parsed): readonly Fault[] {
  const faults: Fault[] = []
  visit(document, {
    Scalar(_, { value, source, range }) {
      if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return
      const isExact = Number.isFinite(value) && /[.eE]/.test(source ?? '')
      if (!isExact) faults.push({ offset: range?.[0], message: `${source} is not a number that JSON holds exactly` })
    },
  })
  return faults
}

/** The objects of a list, of whatever kind, each with the keys that lead to it. */
function* flatten(
  value: unknown,
  keys: readonly string[],
): Generator<Readonly<{ value: unknown; keys: readonly string[] }>> {
  if (value === null && keys.length === 0) return
  if (!isKubernetesObject(value) || !value.kind.endsWith('List') || !Array.isArray(value.items)) yield { value, keys }
  else for (const [i, item] of value.items.entries()) yield* flatten(item, [...keys, 'items', String(i)])
}

const isKubernetesObject = (value: unknown): value is KubernetesObject => {
  const { apiVersion, kind } = (value ?? {}) as Partial<KubernetesObject>
  return typeof apiVersion === 'string' && typeof kind === 'string'
}

/** The library's message without place and excerpt. */
function firstLineOf(error: unknown): string {
  if (error instanceof YAMLParseError && error.code === 'DUPLICATE_KEY') return 'this key stands twice in the same map'
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
  return line.replace(/ at line \d+, column \d+:?$/, '')
}
