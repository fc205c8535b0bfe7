import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Review } from '../admission/review.ts'
import type { Reported } from '../admission/verdict.ts'
import { createFindingCounts } from './finding-counts.ts'
import { createMeasurements } from './measurements.ts'
import { addCounter, addGauge, type Observed, type Sample } from './observed.ts'
import type { Overload } from './overload.ts'

/** Why a call got no verdict. */
export const failureReasons = [
  'invalid_request',
  'not_ready',
  'look_up_failed',
  'overloaded',
  'deadline_exceeded',
  'bug',
] as const
export type FailureReason = (typeof failureReasons)[number]

/** Why a call was turned away at once: there is too much to do. */
export const shedReasons = ['waiting_room', 'event_loop_delay', 'memory'] as const satisfies (
  | 'waiting_room'
  | Overload
)[]
export type ShedReason = (typeof shedReasons)[number]

/** What a verdict comes to: a mutating webhook that changes the object has `patched` it. */
export type VerdictLabel = 'allowed' | 'denied' | 'patched'

/** What the server counts. A webhook is named by its path. */
export type Metrics = Readonly<{
  countReview: (webhook: string, review: Review, verdict: VerdictLabel, seconds: number) => void
  countFindings: (findings: readonly Reported[]) => void
  countFailure: (webhook: string, reason: FailureReason) => void
  countShed: (webhook: string, reason: ShedReason) => void
  countLookUpMiss: (webhook: string) => void
  /** How long a review waited for objects of the cluster, whatever came of it. */
  countWait: (webhook: string, seconds: number) => void
  /** A review that was answered, or given up, after the API server had stopped to wait. */
  countDeadlineMiss: (webhook: string) => void
  countPatch: (webhook: string, bytes: number) => void
  countBug: () => void
  addGauge: (gauge: Observed) => void
  addCounter: (counter: Observed) => void
  contentType: string
  /** The metrics as Prometheus reads them. */
  toText: () => Promise<string>
}>

const patchBuckets = [64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576]
const durationBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Counts for the webhooks of the paths and for their rules, and for the process as prom-client does by default. */
export function createMetrics(webhookPaths: readonly string[], rules: readonly string[] = []): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const reviews = createReviewCounts()
  addCounter(registry, {
    name: 'volcano_admission_reviews_total',
    help: 'Reviews that got a verdict.',
    labelNames: ['webhook', 'operation', 'verdict', 'dry_run'],
    read: reviews.samples,
  })
  const findings = createFindingCounts(rules)
  addCounter(registry, {
    name: 'volcano_admission_findings_total',
    help: 'What rules have found, by the level that it came to.',
    labelNames: ['rule', 'level'],
    read: findings.samples,
  })
  const durationsOf = createMeasurements(() => durations)
  const durations = new Histogram({
    name: 'volcano_admission_review_duration_seconds',
    help: 'Time from the complete request to its verdict.',
    labelNames: ['webhook'],
    buckets: durationBuckets,
    registers,
    collect: durationsOf.flush,
  })
  const failures = new Counter({
    name: 'volcano_admission_failures_total',
    help: 'Calls of a webhook that got no verdict, so that its failurePolicy decides.',
    labelNames: ['webhook', 'reason'],
    registers,
  })
  const sheds = new Counter({
    name: 'volcano_admission_shed_total',
    help: 'Calls that were turned away at once because there was too much to do; each is among the failures, too.',
    labelNames: ['webhook', 'reason'],
    registers,
  })
  const misses = new Counter({
    name: 'volcano_admission_look_up_misses_total',
    help: 'Reviews that had to wait for objects that were not at hand.',
    labelNames: ['webhook'],
    registers,
  })
  const waits = new Histogram({
    name: 'volcano_admission_queue_wait_seconds',
    help: 'Time that reviews waited for objects of the cluster.',
    labelNames: ['webhook'],
    buckets: durationBuckets,
    registers,
  })
  const deadlineMisses = new Counter({
    name: 'volcano_admission_deadline_misses_total',
    help: 'Reviews whose answer came after their deadline, or not at all for that reason.',
    labelNames: ['webhook'],
    registers,
  })
  const bytesOf = createMeasurements(() => patches)
  const patches = new Histogram({
    name: 'volcano_admission_patch_bytes',
    help: 'Size of the patches, before base64.',
    labelNames: ['webhook'],
    buckets: patchBuckets,
    registers,
    collect: bytesOf.flush,
  })
  const bugs = new Counter({ name: 'volcano_admission_bugs_total', help: 'Errors that nobody expects.', registers })

  // Alerts on an increase see the first one only when the counter has been there before it.
  for (const webhook of webhookPaths) {
    durations.zero({ webhook })
    misses.inc({ webhook }, 0)
    deadlineMisses.inc({ webhook }, 0)
    for (const reason of failureReasons) failures.inc({ webhook, reason }, 0)
    for (const reason of shedReasons) sheds.inc({ webhook, reason }, 0)
  }
  return {
    countReview: (webhook, { operation, dryRun }, verdict, seconds) => {
      reviews.count(webhook, operation, verdict, dryRun)
      durationsOf.add(webhook, seconds)
    },
    countFindings: findings.count,
    countFailure: (webhook, reason) => failures.inc({ webhook, reason }),
    countShed: (webhook, reason) => sheds.inc({ webhook, reason }),
    countLookUpMiss: (webhook) => misses.inc({ webhook }),
    countWait: (webhook, seconds) => waits.observe({ webhook }, seconds),
    countDeadlineMiss: (webhook) => deadlineMisses.inc({ webhook }),
    countPatch: bytesOf.add,
    countBug: () => bugs.inc(),
    addGauge: (gauge) => addGauge(registry, gauge),
    addCounter: (counter) => addCounter(registry, counter),
    contentType: registry.contentType,
    toText: () => registry.metrics(),
  }
}

/** Counts with each review; prom-client makes a text of all labels each time, which costs more than some decisions. */
function createReviewCounts() {
  const counts = new Map<string, { readonly labels: Readonly<Record<string, string>>; value: number }>()
  return {
    count(webhook: string, operation: Review['operation'], verdict: VerdictLabel, dryRun: boolean): void {
      const key = `${webhook} ${operation} ${verdict} ${dryRun}`
      const known = counts.get(key)
      if (known !== undefined) known.value += 1
      else counts.set(key, { labels: { webhook, operation, verdict, dry_run: String(dryRun) }, value: 1 })
    },
    samples: (): Iterable<Required<Sample>> => counts.values(),
  }
}
