import { describe, expect, it } from 'vitest'
import { buildServer } from './build-server.ts'
import { requestOf, reviewOf, uid } from './reviews.ts'

const secret = 'hunter2'

const lineOf = (changes: object) => ({
  level: 'info',
  time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  uid,
  webhook: '/toys/validate',
  operation: 'CREATE',
  kind: 'Toy',
  namespace: 'nursery',
  name: 'bear',
  user: 'alice',
  dryRun: false,
  verdict: 'allowed',
  reasons: [],
  ms: expect.any(Number),
  msg: 'review',
  ...changes,
})

describe('each review is one line of the log', () => {
  it.each([
    { sentence: 'allowed', object: { size: 1 }, want: {} },
    {
      sentence: 'denied, with rule and field',
      object: { size: -1 },
      want: { verdict: 'denied', reasons: [{ rule: 'size-is-positive', path: 'size', severity: 'deny' }] },
    },
    {
      sentence: 'allowed with advice',
      object: { size: 101 },
      want: { reasons: [{ rule: 'size-is-positive', path: 'size', severity: 'warn' }] },
    },
    {
      sentence: 'patched',
      path: '/toys/mutate',
      object: {},
      want: { webhook: '/toys/mutate', verdict: 'patched' },
    },
    {
      sentence: 'a dry run of an update',
      object: { size: 1 },
      changes: { operation: 'UPDATE', dryRun: true, oldObject: { size: 1 } },
      want: { operation: 'UPDATE', dryRun: true },
    },
    {
      sentence: 'with a name that is far too long cut off',
      object: { size: 1 },
      changes: { name: 'n'.repeat(1000) },
      want: { name: `${'n'.repeat(253)}...` },
    },
  ])('$sentence', async ({ path = '/toys/validate', object, changes = {}, want }) => {
    const { post, lines } = buildServer()
    await post(path, reviewOf(object, changes))
    expect(lines).toEqual([lineOf(want)])
  })

  it('with ten reasons at most', async () => {
    const { post, lines } = buildServer()
    const settings = Array.from({ length: 30 }, () => ({ size: 'x' }))
    await post('/toys/validate', reviewOf({ metadata: { annotations: Object.fromEntries(settings.entries()) } }))
    expect(lines[0]?.reasons).toHaveLength(10)
  })
})

describe('nothing of an object but its name reaches the log', () => {
  const withSecrets = { size: -1, settings: { password: secret }, metadata: { annotations: { note: secret } } }
  it.each([
    { sentence: 'in a denial', body: reviewOf(withSecrets) },
    {
      sentence: 'in a denial whose message repeats the value',
      body: reviewOf({ ...withSecrets, size: 1, queue: secret }),
    },
    { sentence: 'in an object of wrong types', body: reviewOf({ ...withSecrets, size: secret, metadata: secret }) },
    { sentence: 'in a review for somebody else', body: reviewOf(withSecrets, { resource: { resource: 'pods' } }) },
    { sentence: 'in an old object', body: reviewOf({ size: 1 }, { operation: 'UPDATE', oldObject: withSecrets }) },
    { sentence: 'in a review that is not sound', body: { request: requestOf(withSecrets, { uid: 1 }) } },
    { sentence: 'in another kind of object', body: { kind: 'Secret', apiVersion: 'v1', data: { password: secret } } },
    { sentence: 'in a body that is no JSON', body: `{"password": ${secret}}` },
  ])('$sentence', async ({ body }) => {
    const { post, lines } = buildServer()
    await post('/toys/validate', body)
    expect(lines).toHaveLength(1)
    expect(JSON.stringify(lines)).not.toContain(secret)
  })
})

it('a log of warnings says nothing of reviews', async () => {
  const { post, lines, log } = buildServer()
  log.level = 'warn'
  await post('/toys/validate', reviewOf({ size: -1 }))
  expect(lines).toEqual([])
})
