import { type Answer, fail } from './api-answer.ts'
import { tooLarge } from './read-body.ts'
import { type Line, sendWithin } from './send-within.ts'
import { resourceVersionOf } from './watch-event.ts'

/** `visit` is called with each object as its page arrives; what is kept of it is the caller's business. */
type Listing = Line & Readonly<{ path: string; visit: (object: unknown) => void }>

const objectsPerPage = 500
/** Reading a page stops all else for a tenth of a second at most. A single object is read whatever its size. */
const maxPageBytes = 8 * 1024 * 1024
const pageTimeoutMs = 60_000

/**
 * Visits all objects as they are at one moment, page by page, and returns its resourceVersion. Pages that are too large to
 * hold are asked for again with fewer objects. After a failure, what was visited is not complete.
 */
export async function listAll(listing: Listing): Promise<Answer<string>> {
  let limit = objectsPerPage
  let position = ''
  for (;;) {
    const { value: page, failure } = await readPage(listing, limit, position)
    if (failure?.status === tooLarge && limit > 1) {
      limit = Math.ceil(limit / 4)
      continue
    }
    if (failure) return { failure }
    for (const object of page.items) listing.visit(object)
    position = page.next
    if (position === '') return { value: page.resourceVersion }
  }
}

/** All pages of a list have the same resourceVersion. */
type Page = Readonly<{ items: readonly unknown[]; resourceVersion: string; next: string }>

async function readPage(listing: Listing, limit: number, position: string): Promise<Answer<Page>> {
  const query = new URLSearchParams({ limit: String(limit), ...(position && { continue: position }) })
  const request = { path: `${listing.path}?${query}`, ...(limit > 1 && { maxBytes: maxPageBytes }) }
  const answer = await sendWithin(pageTimeoutMs, listing, request)
  if (answer.failure) return answer
  const { items, metadata } = (answer.value ?? {}) as { items?: unknown; metadata?: { continue?: unknown } }
  const resourceVersion = resourceVersionOf(answer.value)
  // Where only metadata is asked for, a list of nothing has null.
  const found = items === null ? [] : items
  if (!Array.isArray(found) || resourceVersion === undefined) return fail('the answer is not a list of objects')
  return {
    value: { items: found, resourceVersion, next: typeof metadata?.continue === 'string' ? metadata.continue : '' },
  }
}
