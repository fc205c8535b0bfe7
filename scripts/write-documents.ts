import { writeFileSync } from 'node:fs'
import { webhooks } from '../src/admission/webhooks.ts'
import { renderFlagsDocument } from '../src/config/render-flags-document.ts'
import { renderRulesDocument } from './render-rules-document.ts'
import { renderWebhooksDocument } from './render-webhooks-document.ts'

/** The pages of docs that are written from code; a test of each fails when it is not as it would be written. */
const documents = [
  ['flags.md', renderFlagsDocument()],
  ['webhooks.md', renderWebhooksDocument(webhooks)],
  ['rules.md', renderRulesDocument(webhooks)],
] as const

for (const [file, text] of documents) writeFileSync(new URL(`../docs/${file}`, import.meta.url), text)
