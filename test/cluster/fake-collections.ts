import { applyPatch, type JsonPatch } from '../../src/kubernetes/json-patch.ts'

export type Stored = Readonly<{
  metadata: Readonly<{ name: string; namespace?: string; resourceVersion?: string; [field: string]: unknown }>
  [field: string]: unknown
}>

type Reply = Readonly<{ code: number; body: unknown }>
type Event = Readonly<{ type: string; object: unknown }>
type Logged = Readonly<{ version: number; path: string; event: Event }>

/** The objects behind an API server, and the history that watches read. Paths are those of whole collections. */
export type Collections = Readonly<{
  has: (path: string) => boolean
  /** Serves a collection, as an installed CRD does. */
  serve: (path: string) => void
  put: (path: string, object: Stored) => void
  remove: (path: string, object: Stored) => void
  objects: (path: string) => readonly Stored[]
  /** Forgets the history: what is older than now is 410 Gone, and so is the next page of a list. */
  compact: () => void
  bookmark: () => void
  list: (url: URL) => Reply
  get: (path: string) => Reply
  /** With a field manager, the object gets a uid and remembers who made it, as in a real API server. */
  create: (path: string, object: Stored, manager?: string | null) => Reply
  patch: (path: string, patch: unknown) => Reply
  /** Deletes, as a request does. An object with finalizers stays, and says that it goes. */
  deleteAt: (path: string, options: unknown) => Reply
  follow: (url: URL, send: (event: Event) => void) => () => void
}>

export function createCollections(): Collections {
  const collections = new Map<string, Map<string, Stored>>()
  const followers = new Set<(logged: Logged) => void>()
  let history: Logged[] = []
  let pages = new Map<string, readonly Stored[]>()
  let version = 1
  let forgotten = 0

  const at = (path: string) => collections.get(path) ?? new Map<string, Stored>()
  const record = (type: string, path: string, object: Stored): Stored => {
    version += 1
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } }
    const logged = { version, path, event: { type, object: stored } }
    history.push(logged)
    for (const follower of [...followers]) follower(logged)
    return stored
  }
  const put = (path: string, object: Stored) => {
    const objects = at(path)
    const key = keyOf(object)
    collections.set(path, objects)
    const stored = record(objects.has(key) ? 'MODIFIED' : 'ADDED', path, object)
    objects.set(key, stored)
    return stored
  }
  const find = (path: string) => {
    const { collection, key } = locate(path)
    return { collection, stored: at(collection).get(key) }
  }
  return {
    has: (path) => collections.has(locate(`${path}/any`).collection),
    serve: (path) => void collections.set(path, at(path)),
    put: (path, object) => void put(path, object),
    remove(path, object) {
      if (at(path).delete(keyOf(object))) record('DELETED', path, object)
    },
    objects: (path) => [...at(path).values()],
    compact() {
      forgotten = version
      history = []
      pages = new Map()
    },
    bookmark() {
      for (const follower of [...followers]) {
        follower({ version, path: '', event: { type: 'BOOKMARK', object: listMeta(version) } })
      }
    },
    list({ pathname, searchParams }) {
      const position = searchParams.get('continue')
      const all = [...at(pathname).values()].filter((object) => isSelected(object, searchParams))
      const rest = position === null ? all : pages.get(position)
      if (rest === undefined) return status(410, 'The provided continue parameter is too old')
      const limit = Number(searchParams.get('limit') ?? rest.length)
      const next = rest.length > limit ? `${position ?? version}+` : ''
      if (next !== '') pages.set(next, rest.slice(limit))
      const { metadata } = listMeta(Number.parseInt(position ?? String(version), 10))
      return { code: 200, body: { metadata: { ...metadata, continue: next }, items: rest.slice(0, limit) } }
    },
    get(path) {
      const { stored } = find(path)
      return stored ? { code: 200, body: stored } : status(404, `${path} not found`)
    },
    create(path, object, manager) {
      const { collection } = locate(`${path}/any`)
      if (at(collection).has(keyOf(object))) return status(409, 'already exists')
      const made = manager ? { uid: `uid-${version}`, managedFields: [{ manager }] } : {}
      return { code: 201, body: put(collection, { ...object, metadata: { ...object.metadata, ...made } }) }
    },
    patch(path, patch) {
      const { collection, stored } = find(path)
      if (stored === undefined) return status(404, `${path} not found`)
      const patched = Array.isArray(patch) ? applyPatch(stored, patch as JsonPatch) : merge(stored, patch as Stored)
      const isStale = ['resourceVersion', 'uid'].some((field) => patched.metadata[field] !== stored.metadata[field])
      if (isStale) return status(409, 'the object has been modified')
      return { code: 200, body: put(collection, patched) }
    },
    deleteAt(path, options) {
      const { collection, stored } = find(path)
      if (stored === undefined) return status(404, `${path} not found`)
      const { uid } = (options as { preconditions?: { uid?: unknown } }).preconditions ?? {}
      if (uid !== undefined && uid !== stored.metadata.uid) return status(409, 'the UID in the precondition is another')
      const metadata = { ...stored.metadata, deletionTimestamp: '2030-01-01T00:00:00Z' }
      if (stored.metadata.finalizers) return { code: 200, body: put(collection, { ...stored, metadata }) }
      at(collection).delete(keyOf(stored))
      record('DELETED', collection, stored)
      return { code: 200, body: { kind: 'Status', metadata: {}, status: 'Success' } }
    },
    follow({ pathname, searchParams }, send) {
      const from = Number(searchParams.get('resourceVersion'))
      if (from < forgotten) send({ type: 'ERROR', object: status(410, 'too old resource version').body })
      const follower = ({ version: number, path, event }: Logged) => {
        const isSent = path === '' || (path === pathname && isSelected(event.object as Stored, searchParams))
        if (number > from && isSent) send(event)
      }
      if (from >= forgotten) {
        for (const logged of history) follower(logged)
        followers.add(follower)
      }
      return () => followers.delete(follower)
    },
  }
}

/** Whether the object has all labels of a selector such as `a=1,b=2`. */
function isSelected({ metadata }: Stored, query: URLSearchParams): boolean {
  const wanted = (query.get('labelSelector') ?? '').split(',').filter((term) => term !== '')
  const labels = Object.entries(metadata.labels ?? {}).map(([name, value]) => `${name}=${value}`)
  return wanted.every((term) => labels.includes(term))
}

const keyOf = ({ metadata }: Stored): string => `${metadata.namespace ?? ''}/${metadata.name}`

const listMeta = (version: number) => ({ metadata: { resourceVersion: String(version) } })

const status = (code: number, message: string): Reply => ({ code, body: { kind: 'Status', code, message } })

/** `/apis/batch/v1/namespaces/a/jobs/b` is the object `a/b` of the collection `/apis/batch/v1/jobs`. */
function locate(path: string): Readonly<{ collection: string; key: string }> {
  const [, before, namespace = '', plural, name] =
    /^(.*?)(?:\/namespaces\/([^/]+))?\/([^/]+)\/([^/]+)$/.exec(path) ?? []
  return { collection: `${before}/${plural}`, key: `${namespace}/${name}` }
}

const merge = (stored: Stored, patch: Stored): Stored => ({
  ...stored,
  ...patch,
  metadata: { ...stored.metadata, ...patch.metadata },
})
