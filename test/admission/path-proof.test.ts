import { expect, it } from 'vitest'
import { openPathProof, proofAnnotation, proofName, proofSentence } from '../../src/admission/path-proof.ts'
import { creationOf, type Review } from '../../src/admission/review.ts'

const jobs = { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'jobs' }
const marked = (mark: unknown, name = proofName) =>
  creationOf({ kind: 'Job', metadata: { name, annotations: { [proofAnnotation]: mark } } } as never, jobs)

const answer = (review: Review) => openPathProof('/jobs/validate', review)?.decide({})

it('an object that is there to be refused is refused, and the refusal has its word', () => {
  expect(answer(marked('/jobs/validate 4f1c'))).toEqual({
    allowed: false,
    findings: [
      {
        reason: 'FieldValueForbidden',
        path: 'metadata.annotations',
        message: `Forbidden: ${proofSentence('/jobs/validate', '4f1c')}`,
        severity: 'deny',
        rule: 'path-proof',
      },
    ],
    patch: [],
    skipped: [],
  })
})

it('the refusal stands nowhere in the object', () => {
  expect(JSON.stringify(marked('/jobs/validate 4f1c'))).not.toContain(proofSentence('/jobs/validate', '4f1c'))
})

it.each<[string, Review]>([
  ['is not created in a dry run', { ...marked('/jobs/validate 4f1c'), dryRun: false }],
  ['is updated', { ...marked('/jobs/validate 4f1c'), operation: 'UPDATE' }],
  ['has another name', marked('/jobs/validate 4f1c', 'train')],
  ['is for another webhook', marked('/jobs/mutate 4f1c')],
  ['has no word', marked('/jobs/validate')],
  ['has more than a word', marked('/jobs/validate 4f1c 4f1d')],
  ['has a mark that is no text', marked({ path: '/jobs/validate' })],
  ['has no annotations', creationOf({ metadata: { name: proofName } }, jobs)],
  ['has no metadata', { ...creationOf({}, jobs), name: proofName }],
  ['is none', { ...creationOf({}, jobs), name: proofName, object: null }],
])('an object that %s is left to the webhook', (_, review) => {
  expect(answer(review)).toBe(undefined)
})
