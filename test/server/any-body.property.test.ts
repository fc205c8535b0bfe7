import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildServer } from './build-server.ts'
import { requestOf } from './reviews.ts'

const { post } = buildServer()

/** The answer of any call: an AdmissionReview with 200, or a Status with its own code. */
async function expectAnswer(payload: unknown, contentType: string, wantCodes: readonly number[]): Promise<void> {
  const response = await post('/toys/validate', payload, { 'content-type': contentType })
  const body = response.json()
  expect(wantCodes).toContain(response.statusCode)
  if (response.statusCode === 200)
    expect(body).toMatchObject({ kind: 'AdmissionReview', response: { uid: expect.any(String) } })
  else
    expect(body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      code: response.statusCode,
      message: expect.any(String),
    })
}

/** A sound request with some fields replaced by anything. */
const almostReview = fc
  .record(
    {
      uid: fc.jsonValue(),
      operation: fc.constantFrom('CREATE', 'UPDATE', 'DELETE', 'CONNECT', 'x', 1),
      object: fc.oneof(fc.jsonValue(), fc.record({ size: fc.jsonValue(), metadata: fc.jsonValue() })),
      oldObject: fc.jsonValue(),
      resource: fc.jsonValue(),
      kind: fc.jsonValue(),
      userInfo: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  .map((changes) => ({ request: requestOf({ size: 1 }, changes) }))

it('any JSON value gets a verdict or a Status', async () => {
  const anyBody = fc.oneof(fc.jsonValue(), almostReview)
  await fc.assert(
    fc.asyncProperty(anyBody, (body) => expectAnswer(body, 'application/json', [200, 400])),
    { numRuns: 1500 },
  )
})

it('any bytes of any content type get a verdict or a Status', async () => {
  const anyType = fc.oneof(fc.constant('application/json'), fc.string({ unit: 'grapheme-ascii', minLength: 1 }))
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), anyType, (bytes, contentType) =>
      expectAnswer(Buffer.from(bytes), contentType, [200, 400, 415]),
    ),
    { numRuns: 1500 },
  )
})
