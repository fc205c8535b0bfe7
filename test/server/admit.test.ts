import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../src/admission/settings.ts'
import type { Snapshot } from '../../src/admission/snapshot.ts'
import type { Webhook } from '../../src/admission/webhook.ts'
import { admit, type SnapshotSource } from '../../src/server/admit.ts'
import { smallCluster } from './build-server.ts'
import { allowed, answerOf, denied, reviewOf } from './reviews.ts'
import { brokenWebhook, mutateToys, validateToys } from './webhooks.ts'

const never = new AbortController().signal
const known: SnapshotSource = { snapshotFor: () => smallCluster }

const admitTo = (webhook: Webhook, object: unknown, source = known) =>
  admit(webhook, reviewOf(object), { settings: defaultSettings, source, signal: never })

const wrongSize = {
  reason: 'FieldValueInvalid',
  message: 'Invalid value: -1: must be positive',
  field: 'size',
}

describe('a review whose objects are at hand is answered within the call', () => {
  it.each([
    {
      sentence: 'an object without mistakes is allowed',
      webhook: validateToys,
      object: { size: 3 },
      wantAnswer: allowed,
    },
    {
      sentence: 'an object with a mistake is denied',
      webhook: validateToys,
      object: { size: -1 },
      wantAnswer: denied('size: Invalid value: -1: must be positive', [wrongSize], 'size-is-positive'),
    },
    {
      sentence: 'advice becomes a warning',
      webhook: validateToys,
      object: { size: 101 },
      wantAnswer: answerOf({
        allowed: true,
        warnings: ['size: Invalid value: 101: is rather large'],
        auditAnnotations: { 'warned-by': 'size-is-positive' },
      }),
    },
    {
      sentence: 'a default becomes a patch in Base64',
      webhook: mutateToys,
      object: {},
      wantAnswer: answerOf({
        allowed: true,
        patch: 'W3sib3AiOiJhZGQiLCJwYXRoIjoiL3NpemUiLCJ2YWx1ZSI6MX1d',
        patchType: 'JSONPatch',
      }),
    },
    { sentence: 'nothing to change gives no patch', webhook: mutateToys, object: { size: 2 }, wantAnswer: allowed },
  ])('$sentence', ({ webhook, object, wantAnswer }) => {
    const admission = admitTo(webhook, object)
    expect(admission).toMatchObject({ outcome: 'answered', review: { name: 'bear' } })
    expect(JSON.parse((admission as { answer: string }).answer)).toEqual(wantAnswer)
  })
})

describe('the source of the snapshot', () => {
  it('gets the look-ups of the review and the signal', () => {
    const calls: unknown[] = []
    const source: SnapshotSource = {
      snapshotFor: (...given) => {
        calls.push(given)
        return smallCluster
      },
    }
    admitTo(validateToys, { size: 1, queue: 'default' }, source)
    expect(calls).toEqual([[[{ from: 'queues', name: 'default' }], never]])
  })

  it('may be slow: the answer is the same', async () => {
    const slow: SnapshotSource = { snapshotFor: async () => smallCluster }
    const fast = admitTo(validateToys, { size: 1, queue: 'none' })
    const late = admitTo(validateToys, { size: 1, queue: 'none' }, slow)
    expect(late).toBeInstanceOf(Promise)
    expect(await late).toEqual(fast)
    expect(fast).toMatchObject({ verdict: { allowed: false, findings: [{ rule: 'queue-exists' }] } })
  })

  it('may know only a part: rules that need more are named instead of judged', () => {
    const partial: Partial<Snapshot> = {}
    const admission = admitTo(validateToys, { size: 1, queue: 'none' }, { snapshotFor: () => partial })
    expect(admission).toMatchObject({ verdict: { allowed: true, findings: [], skipped: ['queue-exists'] } })
  })

  it('may fail: that is no verdict', async () => {
    const error = new Error('connect ECONNREFUSED')
    const admission = await admitTo(validateToys, { size: 1 }, { snapshotFor: () => Promise.reject(error) })
    expect(admission).toMatchObject({ outcome: 'look-up-failed', review: { name: 'bear' }, error })
  })
})

it('says what is wrong with a body that is no review', () => {
  const admission = admit(validateToys, {}, { settings: defaultSettings, source: known, signal: never })
  expect(admission).toEqual({ outcome: 'not-a-review', mistake: 'the AdmissionReview has no request' })
})

it('throws what only a bug explains', () => {
  expect(() => admitTo(brokenWebhook, { size: 13 })).toThrow('cannot handle')
})

it('rejects when the bug shows after the look-up', async () => {
  const webhook: Webhook = {
    ...validateToys,
    open: () => ({
      lookUps: [],
      decide: () => {
        throw new Error('a bug')
      },
    }),
  }
  await expect(admitTo(webhook, {}, { snapshotFor: async () => smallCluster })).rejects.toThrow('a bug')
})
