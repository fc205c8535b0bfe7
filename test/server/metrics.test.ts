import { describe, expect, it } from 'vitest'
import { invalid } from '../../src/admission/finding.ts'
import { judge } from '../../src/admission/verdict.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import { buildServer } from './build-server.ts'
import { reviewOf } from './reviews.ts'
import { validateToys } from './webhooks.ts'

const ownLines = (text: string, name: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith(`volcano_admission_${name}`))

it('counts reviews by webhook, operation, verdict and dry run', async () => {
  const { post, metrics } = buildServer()
  await post('/toys/validate', reviewOf({ size: 1 }))
  await post('/toys/validate', reviewOf({ size: 2 }))
  await post('/toys/validate', reviewOf({ size: -1 }, { dryRun: true }))
  await post('/toys/mutate', reviewOf({}, { operation: 'UPDATE', oldObject: {} }))
  expect(ownLines(await metrics.toText(), 'reviews_total')).toEqual([
    'volcano_admission_reviews_total{webhook="/toys/validate",operation="CREATE",verdict="allowed",dry_run="false"} 2',
    'volcano_admission_reviews_total{webhook="/toys/validate",operation="CREATE",verdict="denied",dry_run="true"} 1',
    'volcano_admission_reviews_total{webhook="/toys/mutate",operation="UPDATE",verdict="patched",dry_run="false"} 1',
  ])
})

it('counts calls that got no verdict by their reason', async () => {
  const { post, metric } = buildServer()
  await post('/toys/validate', '}{')
  await post('/toys/validate', {}, { 'content-type': 'text/plain' })
  await post('/toys/unknown', {})
  await post('/toys/unknown', 'x'.repeat(200_000))
  expect(await metric('volcano_admission_failures_total{webhook="/toys/validate",reason="invalid_request"}')).toBe(2)
  expect(await metric('volcano_admission_failures_total{webhook="none",reason="invalid_request"}')).toBe(1)
})

it('counts patches by their size, and no review without one', async () => {
  const { post, metric } = buildServer()
  await post('/toys/mutate', reviewOf({}))
  await post('/toys/mutate', reviewOf({ size: 2 }))
  const bytes = '[{"op":"add","path":"/size","value":1}]'.length
  expect(await metric('volcano_admission_patch_bytes_count{webhook="/toys/mutate"}')).toBe(1)
  expect(await metric('volcano_admission_patch_bytes_sum{webhook="/toys/mutate"}')).toBe(bytes)
})

it.each([
  { sentence: 'a review that takes longer than the API server waits', url: '/toys/validate?timeout=1ms', want: 1 },
  { sentence: 'no review that is in time', url: '/toys/validate?timeout=10s', want: 0 },
])('counts as a missed deadline $sentence', async ({ url, want }) => {
  const takesLong = (): never[] => {
    for (const start = performance.now(); performance.now() < start + 2; );
    return []
  }
  const decide = () => judge(takesLong())
  const { post, metric } = buildServer({ webhooks: [{ ...validateToys, open: () => ({ lookUps: [], decide }) }] })
  expect((await post(url, reviewOf({}))).statusCode).toBe(200)
  expect(await metric('volcano_admission_deadline_misses_total{webhook="/toys/validate"}')).toBe(want)
})

it('sorts durations into buckets from half a millisecond to ten seconds', async () => {
  const metrics = createMetrics(['/jobs/validate'])
  const review = { operation: 'CREATE', dryRun: false } as Parameters<typeof metrics.countReview>[1]
  for (const seconds of [0.0004, 0.003, 11]) metrics.countReview('/jobs/validate', review, 'allowed', seconds)
  const buckets = ownLines(await metrics.toText(), 'review_duration_seconds_bucket')
  const of = (line: string) => /le="([^"]+)".* (\d+)$/.exec(line)?.slice(1).map(Number)
  expect(buckets.map(of)).toEqual([
    [0.0005, 1],
    [0.001, 1],
    [0.0025, 1],
    [0.005, 2],
    [0.01, 2],
    [0.025, 2],
    [0.05, 2],
    [0.1, 2],
    [0.25, 2],
    [0.5, 2],
    [1, 2],
    [2.5, 2],
    [5, 2],
    [10, 2],
    [Number.NaN, 3],
  ])
})

describe('findings', () => {
  const of = (rule: string, severity: 'deny' | 'warn') => ({ ...invalid('size', 1, 'is wrong'), severity, rule })

  it('are counted by rule and level, those of the rules that there are from zero on', async () => {
    const metrics = createMetrics([], ['is-fine', 'is-sound'])
    metrics.countFindings([of('is-fine', 'deny'), of('is-fine', 'deny'), of('decodes', 'deny')])
    metrics.countFindings([of('is-fine', 'warn')])
    await metrics.toText()
    expect(ownLines(await metrics.toText(), 'findings_total')).toEqual([
      'volcano_admission_findings_total{rule="is-fine",level="deny"} 2',
      'volcano_admission_findings_total{rule="is-fine",level="warn"} 1',
      'volcano_admission_findings_total{rule="is-sound",level="deny"} 0',
      'volcano_admission_findings_total{rule="is-sound",level="warn"} 0',
      'volcano_admission_findings_total{rule="decodes",level="deny"} 1',
      'volcano_admission_findings_total{rule="decodes",level="warn"} 0',
    ])
  })

  it.each<[number, string, number | undefined]>([
    [-1, 'deny', 1],
    [1000, 'warn', 1],
    [1, 'deny', undefined],
  ])('of a review are counted: size %j, %s', async (size, level, count) => {
    const { post, metric } = buildServer()
    await post('/toys/validate', reviewOf({ size }))
    expect(await metric(`volcano_admission_findings_total{rule="size-is-positive",level="${level}"}`)).toBe(count)
  })
})

it('shows counters before they count, so that alerts see the first increase', async () => {
  const text = await createMetrics(['/jobs/validate']).toText()
  expect(ownLines(text, 'failures_total')).toEqual(
    ['invalid_request', 'not_ready', 'look_up_failed', 'overloaded', 'deadline_exceeded', 'bug'].map(
      (reason) => `volcano_admission_failures_total{webhook="/jobs/validate",reason="${reason}"} 0`,
    ),
  )
  expect(ownLines(text, 'shed_total')).toEqual(
    ['waiting_room', 'event_loop_delay', 'memory'].map(
      (reason) => `volcano_admission_shed_total{webhook="/jobs/validate",reason="${reason}"} 0`,
    ),
  )
  expect(ownLines(text, 'deadline_misses_total')).toEqual([
    'volcano_admission_deadline_misses_total{webhook="/jobs/validate"} 0',
  ])
  expect(ownLines(text, 'look_up_misses_total')).toEqual([
    'volcano_admission_look_up_misses_total{webhook="/jobs/validate"} 0',
  ])
  expect(ownLines(text, 'review_duration_seconds_count')).toEqual([
    'volcano_admission_review_duration_seconds_count{webhook="/jobs/validate"} 0',
  ])
})

it('reads the numbers of others each time', async () => {
  const metrics = createMetrics([])
  let samples = [{ labels: { resource: 'jobs' }, value: 3 }]
  metrics.addGauge({
    name: 'volcano_admission_cached_objects',
    help: 'Objects of the cluster that are known.',
    labelNames: ['resource'],
    read: () => samples,
  })
  metrics.addGauge({ name: 'volcano_admission_cache_age_seconds', help: 'Age.', read: () => [{ value: 1.5 }] })
  await metrics.toText()
  samples = [{ labels: { resource: 'queues' }, value: 4 }]
  const text = await metrics.toText()
  expect(ownLines(text, 'cache')).toEqual([
    'volcano_admission_cached_objects{resource="queues"} 4',
    'volcano_admission_cache_age_seconds 1.5',
  ])
})

it('tells of the process and its event loop', async () => {
  const text = await createMetrics([]).toText()
  expect(text).toMatch(/^process_cpu_seconds_total \d/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
})
