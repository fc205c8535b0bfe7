import { expect, it } from 'vitest'
import { proofAnnotation, proofName, proofSentence } from '../../src/admission/path-proof.ts'
import { defaultSettings } from '../../src/admission/settings.ts'
import type { Webhook } from '../../src/admission/webhook.ts'
import { admit } from '../../src/server/admit.ts'
import { smallCluster } from './build-server.ts'
import { allowed, reviewOf } from './reviews.ts'
import { mutateToys, validateToys } from './webhooks.ts'

const source = { snapshotFor: () => smallCluster }

const answerOf = async (webhook: Webhook, path: string, dryRun = true) => {
  const object = { metadata: { name: proofName, annotations: { [proofAnnotation]: `${path} 4f1c` } }, size: 3 }
  const review = reviewOf(object, { name: proofName, dryRun })
  const admission = await admit(webhook, review, {
    settings: defaultSettings,
    source,
    signal: new AbortController().signal,
  })
  return JSON.parse((admission as { answer: string }).answer)
}

it.each([
  ['validates', validateToys],
  ['mutates', mutateToys],
])('a webhook that %s refuses what is there to be refused by it', async (_, webhook) => {
  const { response } = await answerOf(webhook, webhook.path)
  expect(response).toMatchObject({
    allowed: false,
    status: { message: expect.stringContaining(proofSentence(webhook.path, '4f1c')) },
    auditAnnotations: { 'denied-by': 'path-proof' },
  })
})

it('takes one that would be stored, or that is there for another webhook, as it is', async () => {
  const { path } = validateToys
  expect([await answerOf(validateToys, path, false), await answerOf(validateToys, '/other')]).toEqual([
    allowed,
    allowed,
  ])
})
