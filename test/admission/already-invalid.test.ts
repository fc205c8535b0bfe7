import { describe, expect, it } from 'vitest'
import { mutateJobs } from '../../src/admission/jobs/mutate.ts'
import type { Webhook } from '../../src/admission/webhook.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { aJob, aTask, decide } from '../builders.ts'

type Stored = Readonly<{ metadata: object; spec: object }>

/** By path, an object that was stored under other rules: a value of a wrong type, and something that is refused. */
const stored: Readonly<Record<string, Stored>> = {
  '/jobs/mutate': { metadata: { name: 'x' }, spec: { maxRetry: 'x', tasks: [] } },
  '/jobs/validate': {
    metadata: { name: 'X_' },
    spec: { maxRetry: 'x', queue: 'gone', plugins: { nope: [] }, tasks: [] },
  },
  '/queues/validate': { metadata: { name: 'q' }, spec: { weight: 'x', parent: 'gone', deserved: { cpu: '-1' } } },
  '/jobflows/validate': { metadata: { name: 'f' }, spec: { flows: [{ name: 7, dependsOn: { targets: ['gone'] } }] } },
  '/jobtemplates/validate': { metadata: { name: 'T_' }, spec: { maxRetry: 'x', queue: 'gone', tasks: [] } },
  '/cronjobs/validate': { metadata: { name: 'c' }, spec: { suspend: 'x', schedule: 'never' } },
  '/hypernodes/validate': { metadata: { name: 'h' }, spec: { tier: 'x', members: [] } },
}

const changed: readonly Webhook[] = webhooks.filter(({ operations }) => operations.includes('UPDATE'))

const update = (webhook: Webhook, oldObject: unknown, object: unknown) =>
  decide(webhook, object, { operation: 'UPDATE', oldObject: structuredClone(oldObject) })

it('there is an object for each webhook that is asked about updates', () => {
  expect(Object.keys(stored).sort()).toEqual(changed.map(({ path }) => path).sort())
})

describe.each(changed.map((webhook) => [webhook.path, webhook, stored[webhook.path] as Stored] as const))(
  'an object that %s would refuse',
  (path, webhook, { metadata, spec }) => {
    const old = { metadata, spec }
    const create = decide(webhook, old)
    const held = { ...metadata, finalizers: ['example.com/hold'] }

    it('is refused when it is new', () => {
      expect(create.allowed).toBe(false)
    })

    it.each<[string, Stored, object]>([
      ['labels', old, { ...old, metadata: { ...metadata, labels: { a: 'b' } } }],
      ['annotations', old, { ...old, metadata: { ...metadata, annotations: { a: 'b' } } }],
      ['finalizers', { spec, metadata: held }, old],
      ['owners', old, { ...old, metadata: { ...metadata, ownerReferences: [{ kind: 'Owner', name: 'o' }] } }],
      ['status', old, { ...old, status: { newer: 1 } }],
      ['fields that are not known here', old, { ...old, spec: { ...spec, newer: { a: 1 } } }],
    ])('may change its %s', (_, before, after) => {
      expect(update(webhook, before, after)).toMatchObject({ allowed: true, findings: [], patch: [] })
    })

    it('may lose a finalizer while it is being deleted, whatever else changes', () => {
      const leaving = { ...held, deletionTimestamp: '2026-01-01T00:00:00Z' }
      const { finalizers: _, ...left } = leaving
      const verdict = update(
        webhook,
        { spec, metadata: leaving },
        { spec: { ...spec, queue: 'other' }, metadata: left },
      )
      expect(verdict).toMatchObject({ allowed: true, findings: [] })
    })

    it('may be repaired', () => {
      const { allowed } = update(webhook, old, { metadata, spec: repaired[path] ?? {} })
      expect(allowed).toBe(true)
    })

    it('may be deleted', () => {
      const verdict = decide(webhook, {}, { operation: 'DELETE', oldObject: structuredClone(old), name: 'x' })
      // A webhook that is not registered for deletions says so.
      expect(verdict.findings.filter(({ rule }) => rule !== 'operation-expected')).toEqual([])
    })
  },
)

/** The same objects as they may be; what of a job may not change stays wrong. */
const repaired: Readonly<Record<string, object>> = {
  '/jobs/mutate': { maxRetry: 3, tasks: [] },
  '/jobs/validate': { maxRetry: 3, queue: 'gone', plugins: { nope: [] }, tasks: [] },
  '/queues/validate': { weight: 1 },
  '/jobflows/validate': { flows: [{ name: 'a' }] },
  '/jobtemplates/validate': { maxRetry: 3, tasks: [aTask('a')] },
  '/cronjobs/validate': { schedule: '* * * * *', jobTemplate: { spec: aJob().spec } },
  '/hypernodes/validate': { tier: 1, members: [{ type: 'Node', selector: { exactMatch: { name: 'n' } } }] },
}

it('a value of a wrong type that is new is refused beside an old one', () => {
  const old = { metadata: { name: 'x' }, spec: { maxRetry: 'x', tasks: [] } }
  const { findings } = update(mutateJobs, old, { ...old, spec: { ...old.spec, minAvailable: 'y' } })
  expect(findings.map(({ path }) => path)).toEqual(['spec.minAvailable'])
})
