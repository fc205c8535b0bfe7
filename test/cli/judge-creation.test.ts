import { describe, expect, it, test } from 'vitest'
import { invalid } from '../../src/admission/finding.ts'
import { defaultSettings } from '../../src/admission/settings.ts'
import { validating } from '../../src/admission/webhook.ts'
import { judgeCreation } from '../../src/cli/judge-creation.ts'
import { string, struct } from '../../src/kubernetes/shape.ts'
import { smallCluster } from '../server/build-server.ts'
import { mutateToys, validateToys } from '../server/webhooks.ts'

const toy = (content: object, apiVersion = 'toys.example/v1', kind = 'Toy') => ({ apiVersion, kind, ...content })

/** The order in which webhooks are registered does not matter. */
const judge = (object: ReturnType<typeof toy>, cluster = smallCluster) =>
  judgeCreation(object, cluster, defaultSettings, [validateToys, mutateToys])

const outcome = (content: object, cluster = smallCluster) => {
  const { allowed, findings = [], skipped } = judge(toy(content), cluster) ?? {}
  return { allowed, findings: findings.map(({ path, message }) => `${path}: ${message}`), skipped }
}

describe('an object is', () => {
  it.each([
    ['completed before it is judged', {}, true, []],
    ['refused for what is wrong with it', { size: 0 }, false, ['size: Invalid value: 0: must be positive']],
    ['admitted with advice', { size: 101 }, true, ['size: Invalid value: 101: is rather large']],
    ['refused once for a wrong type', { size: 'big' }, false, [expect.stringContaining('size: ')]],
  ])('%s', (_, content, allowed, findings) => {
    expect(outcome(content)).toEqual({ allowed, findings, skipped: [] })
  })
})

describe('a rule whose data is not given', () => {
  test('is named when the object needs it', () => {
    expect(outcome({ queue: 'q' }, {})).toEqual({ allowed: true, findings: [], skipped: ['queue-exists'] })
  })

  test('is passed over when it does not', () => {
    expect(outcome({}, {})).toEqual({ allowed: true, findings: [], skipped: [] })
  })
})

it.each([
  ['of another kind', toy({}, 'toys.example/v1', 'Doll')],
  ['of another group', toy({}, 'dolls.example/v1')],
  ['of another version', toy({}, 'toys.example/v2')],
  ['of the core group', toy({}, 'v1')],
])('nobody is asked about an object %s', (_, object) => {
  expect(judge(object)).toBeUndefined()
})

describe('an object is in the namespace default', () => {
  const shape = struct('v1.Toy', { metadata: struct('v1.ObjectMeta', { namespace: string }) })
  const tellNamespace = (scope: 'Namespaced' | 'Cluster') =>
    validating(
      {
        ...{ path: '/toys/validate', name: 'validatetoy.volcano.sh', about: 'Tells where a toy is.', scope, shape },
        ...{ resource: validateToys.resource, operations: ['CREATE'], sideEffects: 'None' },
        ...{ wrongOperation: undefined, lookUps: () => [] },
      },
      {
        rules: {
          CREATE: [
            {
              id: 'tells',
              nature: 'upstream',
              about: { why: 'It is a test.', fix: 'Nothing.' },
              reads: [],
              check: ({ object }) => [invalid('', object.metadata?.namespace ?? 'none', 'is where it is')],
            },
          ],
        },
      },
    )
  const placeOf = (metadata: object | undefined, scope: 'Namespaced' | 'Cluster') =>
    judgeCreation(toy({ metadata }), {}, defaultSettings, [tellNamespace(scope)])?.findings[0]?.message

  it.each<readonly [string, object | undefined, 'Namespaced' | 'Cluster', string]>([
    ['when it names none', { name: 'a' }, 'Namespaced', 'default'],
    ['when it has no metadata', undefined, 'Namespaced', 'default'],
    ['unless it names another', { namespace: 'team' }, 'Namespaced', 'team'],
    ['unless its kind is in none', {}, 'Cluster', 'none'],
  ])('%s', (_, metadata, scope, want) => {
    expect(placeOf(metadata, scope)).toContain(`"${want}"`)
  })
})
