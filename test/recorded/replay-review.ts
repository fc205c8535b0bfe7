import { defaultSettings, type Settings } from '../../src/admission/settings.ts'
import type { Snapshot } from '../../src/admission/snapshot.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { parseAdmissionConf } from '../../src/config/admission-conf.ts'
import { decodeReview } from '../../src/envelope/decode-review.ts'
import { encodeReview } from '../../src/envelope/encode-review.ts'
import { applyPatch, type JsonPatch } from '../../src/kubernetes/json-patch.ts'
import { aCluster } from '../builders.ts'
import { normalForm } from './normal-form.ts'
import { readFixture } from './read-fixture.ts'
import { type RecordedAnswer, type RecordedReview, recordedCluster, recordedReviews } from './recorded-reviews.ts'
import { complaintsOf, sentencesOf, withSortedLists } from './volcano-sentences.ts'

/** How a review ends, in a form in which Volcano's end and ours can be compared. */
export type Outcome = Readonly<{
  allowed: boolean
  /** How many mistakes a refusal names. */
  complaints: number
  /** Volcano's sentences of refusal; in our outcome those of them that our text has. */
  sentences: readonly string[]
  warnings: readonly string[]
  /** The object after a mutating webhook; `brokenPatch` is why its patch does not apply. */
  object?: unknown
  brokenPatch?: string
  /** Volcano sends the JSON text `null` where it has nothing to patch. */
  hasNullPatch: boolean
}>

export type Replay = Readonly<{ id: string; about: string; volcano: Outcome; ours: Outcome }>

/** Asks our webhooks what Volcano was asked, for each review of a file of test/fixtures/reviews. */
export function replayReviews(name: string): readonly Replay[] {
  const { path, reviews } = recordedReviews(name)
  const settings = settingsOf(name)
  return reviews.map((review) => ({
    id: `${name}/${review.case}`,
    about: review.about,
    volcano: outcomeOfVolcano(path, review),
    ours: ourOutcome(path, review, settings),
  }))
}

function settingsOf(name: string): Settings {
  if (!name.endsWith('-configured')) return defaultSettings
  const conf = parseAdmissionConf(readFixture('admission-conf/resource-groups.yaml'))
  if ('mistakes' in conf) throw new Error(conf.mistakes.join('\n'))
  return { ...defaultSettings, schedulingGates: true, resourceGroups: conf.groups }
}

const outcomeOfVolcano = (path: string, { request, upstream }: RecordedReview): Outcome => {
  const sentences = sentencesOf(upstream.message ?? '')
  return {
    allowed: upstream.allowed,
    complaints: complaintsOf(sentences),
    sentences,
    warnings: [],
    hasNullPatch: upstream.patch === null,
    ...afterPatch(path, request.object, upstream),
  }
}

/** An object reaches /jobs/validate as our /jobs/mutate leaves it, on update, too. */
function ourOutcome(path: string, review: RecordedReview, settings: Settings): Outcome {
  const { object } = review.request
  const completion = path === '/jobs/validate' ? ask('/jobs/mutate', review, object, settings).patch : undefined
  const { allowed, patch, status, warnings = [] } = ask(path, review, applyPatch(object, completion ?? []), settings)
  const text = withSortedLists(status?.message ?? '')
  return {
    allowed,
    complaints: status?.details.causes.length ?? 0,
    sentences: sentencesOf(review.upstream.message ?? '').filter((sentence) => text.includes(sentence)),
    warnings,
    hasNullPatch: patch === null,
    ...afterPatch(path, object, patch === undefined ? { allowed } : { allowed, patch }),
  }
}

/** What our answer holds, as an API server reads it. */
type Answer = Readonly<{
  allowed: boolean
  patch?: JsonPatch | null
  warnings?: readonly string[]
  status?: Readonly<{ message: string; details: Readonly<{ causes: readonly unknown[] }> }>
}>

function ask(path: string, recorded: RecordedReview, object: unknown, settings: Settings): Answer {
  const decoded = decodeReview({ request: structuredClone({ ...recorded.request, uid: recorded.case, object }) })
  const webhook = webhooks.find((candidate) => candidate.path === path)
  if (decoded.review === undefined || webhook === undefined) throw new Error(decoded.mistake ?? `no webhook ${path}`)
  const verdict = webhook.open(decoded.review, settings).decide(clusterOf(recorded))
  const { response } = JSON.parse(encodeReview(decoded, verdict, btoa))
  return response.patch === undefined ? response : { ...response, patch: JSON.parse(atob(response.patch)) }
}

/** What Volcano's webhooks look at, and nothing else: advice that needs more is left out. */
function clusterOf({ cluster }: RecordedReview): Partial<Snapshot> {
  const { jobs, queues, namespaces } = aCluster(cluster === undefined ? {} : recordedCluster(cluster))
  return { jobs, queues, namespaces }
}

/** What a mutating webhook makes of an object that it admits. */
function afterPatch(path: string, object: unknown, { allowed, patch }: RecordedAnswer): Partial<Outcome> {
  if (!path.endsWith('/mutate') || !allowed) return {}
  try {
    return { object: normalForm(applyPatch(object, patch ?? [])) }
  } catch (error) {
    return { brokenPatch: (error as Error).message }
  }
}
