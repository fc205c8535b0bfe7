import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeReview } from '../../src/envelope/decode-review.ts'

const request = {
  uid: 'u-1',
  kind: { group: 'batch.volcano.sh', version: 'v1alpha1', kind: 'Job' },
  resource: { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'jobs' },
  operation: 'CREATE',
  name: 'train',
  namespace: 'lab',
  userInfo: { username: 'ada', groups: ['lab'] },
  dryRun: true,
  object: { spec: {} },
  oldObject: null,
}
const envelope = (more: object = {}) => ({
  kind: 'AdmissionReview',
  apiVersion: 'admission.k8s.io/v1',
  request,
  ...more,
})

const review = {
  uid: 'u-1',
  kind: request.kind,
  resource: request.resource,
  operation: 'CREATE',
  namespace: 'lab',
  name: 'train',
  user: 'ada',
  dryRun: true,
  object: { spec: {} },
  oldObject: undefined,
}

describe('a question is read', () => {
  it.each<[string, unknown, object]>([
    ['with all it says', envelope(), { review, version: 'admission.k8s.io/v1' }],
    [
      'of v1beta1',
      envelope({ apiVersion: 'admission.k8s.io/v1beta1' }),
      { review, version: 'admission.k8s.io/v1beta1' },
    ],
    ['without kind and apiVersion, as v1', { request }, { review, version: 'admission.k8s.io/v1' }],
    [
      'with nothing that may be absent',
      envelope({ request: { uid: 'u', operation: 'DELETE', resource: {} } }),
      {
        review: {
          ...review,
          uid: 'u',
          kind: { group: '', version: '', kind: '' },
          resource: { group: '', version: '', resource: '' },
          operation: 'DELETE',
          namespace: '',
          name: '',
          user: '',
          dryRun: false,
          object: {},
        },
      },
    ],
  ])('%s', (_, body, want) => {
    expect(decodeReview(body)).toMatchObject(want)
  })
})

describe('what is no question is told apart:', () => {
  it.each<[string, unknown, string]>([
    ['a list', [], 'the body is not a JSON object'],
    ['null', null, 'the body is not a JSON object'],
    [
      'another kind',
      { kind: 'Pod', apiVersion: 'v1' },
      'expected an AdmissionReview of admission.k8s.io/v1 or admission.k8s.io/v1beta1, got "Pod" of "v1"',
    ],
    [
      'another version',
      envelope({ apiVersion: 'admission.k8s.io/v2' }),
      'expected an AdmissionReview of admission.k8s.io/v1 or admission.k8s.io/v1beta1, got "AdmissionReview" of "admission.k8s.io/v2"',
    ],
    ['no request', {}, 'the AdmissionReview has no request'],
    ['a request that is a text', envelope({ request: 'yes' }), 'the AdmissionReview has no request'],
    ['no uid', envelope({ request: { ...request, uid: '' } }), 'request.uid must be a text'],
    [
      'an unknown operation',
      envelope({ request: { ...request, operation: 'PATCH' } }),
      'request.operation must be one of CREATE, UPDATE, DELETE, CONNECT',
    ],
    [
      'no resource',
      envelope({ request: { ...request, resource: 'jobs' } }),
      'request.resource must be an object with group, version and resource',
    ],
    [
      'a dryRun that is a text',
      envelope({ request: { ...request, dryRun: 'yes' } }),
      'request.dryRun must be true or false',
    ],
  ])('%s', (_, body, mistake) => {
    expect(decodeReview(body)).toEqual({ mistake })
  })

  it('any JSON gives a review or a mistake', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.jsonValue().map((value) => envelope({ request: value })),
        ),
        (body) => {
          const decoded = decodeReview(body)
          expect(decoded.review === undefined).toBe(decoded.mistake !== undefined)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
