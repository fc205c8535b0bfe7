import { describe, expect, it } from 'vitest'
import { asWarning, duplicate, invalid } from '../../src/admission/finding.ts'
import type { Review } from '../../src/admission/review.ts'
import { judge, patched, type Reported } from '../../src/admission/verdict.ts'
import { encodeReview } from '../../src/envelope/encode-review.ts'

const review: Review = {
  uid: 'u-1',
  kind: { group: 'batch.volcano.sh', version: 'v1alpha1', kind: 'Job' },
  resource: { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'jobs' },
  operation: 'CREATE',
  namespace: 'lab',
  name: 'causes',
  user: 'ada',
  dryRun: false,
  object: {},
  oldObject: undefined,
}

const encode = (verdict: Parameters<typeof encodeReview>[1], more: Partial<Review> = {}) =>
  JSON.parse(encodeReview({ review: { ...review, ...more }, version: 'admission.k8s.io/v1' }, verdict, btoa))

const by =
  (rule: string) =>
  (finding: ReturnType<typeof invalid>): Reported => ({ ...finding, rule })
const tooMany = by('fits')(invalid('spec.minAvailable', 4, 'too many'))
const twice = by('unique')(duplicate('spec.tasks[1].name', 'worker', 'rename it'))
const advice = by('sound')(asWarning(invalid('spec.x', 1, 'odd')))

describe('the answer', () => {
  it('to a sound object only allows it', () => {
    expect(encode(judge([]))).toEqual({
      kind: 'AdmissionReview',
      apiVersion: 'admission.k8s.io/v1',
      response: { uid: 'u-1', allowed: true },
    })
  })

  it('carries a patch', () => {
    expect(encode(patched([{ op: 'add', path: '/a', value: 1 }])).response).toEqual({
      uid: 'u-1',
      allowed: true,
      patch: btoa('[{"op":"add","path":"/a","value":1}]'),
      patchType: 'JSONPatch',
    })
  })

  it('carries advice as warnings', () => {
    expect(encode(judge([advice])).response).toEqual({
      uid: 'u-1',
      allowed: true,
      warnings: ['spec.x: Invalid value: 1: odd'],
      auditAnnotations: { 'warned-by': 'sound' },
    })
  })

  it('to a wrong object is a Status as Kubernetes gives it, with every finding and its field', () => {
    expect(encode(judge([tooMany, twice, advice])).response).toEqual({
      uid: 'u-1',
      allowed: false,
      warnings: ['spec.x: Invalid value: 1: odd'],
      auditAnnotations: { 'denied-by': 'fits,unique', 'warned-by': 'sound' },
      status: {
        metadata: {},
        status: 'Failure',
        code: 422,
        reason: 'Invalid',
        message:
          'Job.batch.volcano.sh "causes" is invalid: [spec.minAvailable: Invalid value: 4: too many, spec.tasks[1].name: Duplicate value: "worker": rename it]',
        details: {
          name: 'causes',
          group: 'batch.volcano.sh',
          kind: 'Job',
          causes: [
            { reason: 'FieldValueInvalid', field: 'spec.minAvailable', message: 'Invalid value: 4: too many' },
            {
              reason: 'FieldValueDuplicate',
              field: 'spec.tasks[1].name',
              message: 'Duplicate value: "worker": rename it',
            },
          ],
        },
      },
    })
  })

  it('counts the findings that nobody would read', () => {
    const { status } = encode(judge(Array.from({ length: 130 }, () => tooMany))).response
    expect(status.details.causes).toHaveLength(100)
    expect(status.message).toMatch(/too many, and 30 more]$/)
  })
})

describe('a denial names the object', () => {
  it.each<[string, Partial<Review>, string]>([
    ['by its name', {}, 'Job.batch.volcano.sh "causes" is invalid: '],
    [
      'by the name inside when the request has none',
      { name: '', object: { metadata: { name: 'in' } } },
      'Job.batch.volcano.sh "in" is invalid: ',
    ],
    [
      'by the beginning of a name to come',
      { name: '', object: { metadata: { generateName: 'gen-' } } },
      'Job.batch.volcano.sh "gen-" is invalid: ',
    ],
    [
      'without a group in the core group',
      { kind: { group: '', version: 'v1', kind: 'Pod' } },
      'Pod "causes" is invalid: ',
    ],
    [
      'even when its name is no text',
      { name: '', object: { metadata: { name: { toString: 1 } } } },
      'Job.batch.volcano.sh "" is invalid: ',
    ],
    [
      'even when its metadata is null',
      { name: '', object: { metadata: null } },
      'Job.batch.volcano.sh "" is invalid: ',
    ],
  ])('%s', (_, more, want) => {
    expect(encode(judge([tooMany]), more).response.status.message).toContain(want)
  })
})

describe('warnings fit the limits of the API server', () => {
  const long = (length: number) => by('long')(asWarning(invalid('x', 1, 'y'.repeat(length))))

  it('each has at most 256 characters', () => {
    const [warning] = encode(judge([long(400)])).response.warnings
    expect([warning.length, warning.slice(-4)]).toEqual([256, 'y...'])
  })

  it('all have at most 4096 characters', () => {
    const { warnings } = encode(judge(Array.from({ length: 40 }, () => long(400)))).response
    expect(warnings).toHaveLength(16)
  })
})
