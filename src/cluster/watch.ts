import type { IncomingMessage } from 'node:http'
import { type Failure, fail } from './api-answer.ts'
import { type ApiClient, brokenOff } from './api-client.ts'
import type { Outcome } from './progress.ts'
import { createLineSplitter } from './split-lines.ts'
import { type Timers, withTimeout } from './timers.ts'
import { parseWatchEvent, type WatchEvent } from './watch-event.ts'

export type Watching = Readonly<{
  client: ApiClient
  path: string
  resourceVersion: string
  /** Which objects of the path; all unless told. */
  fieldSelector?: string
  /** Called for each event that is sound, bookmarks included. */
  onEvent: (event: Exclude<WatchEvent, { type: 'broken' }>) => void
  timers: Timers
  /** From 0 to 1. */
  random: () => number
  signal: AbortSignal
}>

const shortestWatchSeconds = 300
const openingMs = 30_000
/** The API server sends a bookmark about once a minute: after such a silence the connection is dead. */
const longestSilenceMs = 150_000
const maxLineBytes = 16 * 1024 * 1024
/** A watch that ends sooner, even in good order, counts as a failure: it must not be opened again and again. */
const earlyMs = 1_000

/** Reads events from the resourceVersion on, until the watch ends. */
export async function watchFrom(watching: Watching): Promise<Outcome> {
  const { client, path, resourceVersion, fieldSelector, timers, random, signal } = watching
  const seconds = shortestWatchSeconds + Math.floor(random() * shortestWatchSeconds)
  const query = new URLSearchParams({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion,
    timeoutSeconds: String(seconds),
    ...(fieldSelector !== undefined && { fieldSelector }),
  })
  const timeout = withTimeout(timers, openingMs, signal)
  const { value, failure } = await client.open({ path: `${path}?${query}`, signal: timeout.signal })
  const openedAt = timers.now()
  const ending = value ? await readEvents(value, watching, timeout) : refused(failure, resourceVersion)
  timeout.cancel()
  const livedMs = timers.now() - openedAt
  return { livedMs, ...ending, failure: ending.failure ?? (livedMs < earlyMs ? endedEarly : undefined) }
}

type Ending = Readonly<{ resourceVersion: string | undefined; failure?: Failure | undefined }>

const { failure: endedEarly } = fail('the watch ended early')

/** The same watch may succeed later, but not after 410 Gone, nor when the request itself is bad. */
const refused = (failure: Failure, resourceVersion: string): Ending => {
  const { status = 500 } = failure
  const canResume = status >= 500 || [401, 403, 408, 429].includes(status)
  return { resourceVersion: canResume ? resourceVersion : undefined, failure }
}

async function readEvents(
  response: IncomingMessage,
  watching: Watching,
  timeout: ReturnType<typeof withTimeout>,
): Promise<Ending> {
  const lines = createLineSplitter(maxLineBytes)
  let { resourceVersion } = watching
  timeout.extend(longestSilenceMs)
  try {
    for await (const chunk of response) {
      timeout.extend(longestSilenceMs)
      const completed = lines.push(chunk)
      if (completed === undefined) return lost(lineTooLong)
      for (const line of completed) {
        const event = parseWatchEvent(line)
        if (event.type === 'broken') return lost(event.failure)
        watching.onEvent(event)
        resourceVersion = event.resourceVersion
      }
    }
    return { resourceVersion, ...(lines.hasRest() && fail('the watch ended in the middle of an event')) }
  } catch (error) {
    return { resourceVersion, ...brokenOff(error, timeout.signal) }
  }
}

const { failure: lineTooLong } = fail(`an event of the watch has more than ${maxLineBytes} bytes`)

const lost = (failure: Failure): Ending => ({ resourceVersion: undefined, failure })
