import { type Failure, fail } from './api-answer.ts'

/** One line of a watch. After `broken`, what the cache holds is in doubt: all objects must be listed again. */
export type WatchEvent =
  | Readonly<{ type: 'put' | 'remove'; object: object; resourceVersion: string }>
  | Readonly<{ type: 'bookmark'; resourceVersion: string }>
  | Readonly<{ type: 'broken'; failure: Failure }>

const types: ReadonlyMap<unknown, 'put' | 'remove' | 'bookmark'> = new Map([
  ['ADDED', 'put'],
  ['MODIFIED', 'put'],
  ['DELETED', 'remove'],
  ['BOOKMARK', 'bookmark'],
])

export function parseWatchEvent(line: string): WatchEvent {
  const event = parseLine(line)
  if (event === undefined) return broken('a line of the watch is not JSON')
  if (event.type === 'ERROR') return reportedError(event.object)
  const type = types.get(event.type)
  if (type === undefined) return broken(`the watch has an event of the unknown type ${JSON.stringify(event.type)}`)
  const { object } = event
  const resourceVersion = resourceVersionOf(object)
  if (typeof object !== 'object' || object === null || resourceVersion === undefined) {
    return broken('an event of the watch has no object with a resourceVersion')
  }
  return type === 'bookmark' ? { type, resourceVersion } : { type, object, resourceVersion }
}

/** What the API server calls the state of an object, or of a list; undefined when it is not there. */
export function resourceVersionOf(object: unknown): string | undefined {
  const { metadata } = (object ?? {}) as { metadata?: { resourceVersion?: unknown } | null }
  const resourceVersion = metadata?.resourceVersion
  return typeof resourceVersion === 'string' && resourceVersion !== '' ? resourceVersion : undefined
}

function parseLine(line: string): Readonly<{ type?: unknown; object?: unknown }> | undefined {
  try {
    return JSON.parse(line) ?? {}
  } catch {
    return undefined
  }
}

/** The object is a metav1.Status: 410 when the resourceVersion is too old to go on from. */
function reportedError(object: unknown): WatchEvent {
  const { code, message } = (object ?? {}) as Readonly<{ code?: unknown; message?: unknown }>
  return broken(`the watch reports: ${message ?? 'no reason given'}`, typeof code === 'number' ? code : undefined)
}

const broken = (message: string, status?: number): WatchEvent => ({ type: 'broken', ...fail(message, { status }) })
