import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderWebhooksDocument } from '../../scripts/render-webhooks-document.ts'
import type { Webhook } from '../../src/admission/webhook.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { mutateToys, validateToys } from '../server/webhooks.ts'

describe('docs/webhooks.md', () => {
  it('is what the list of webhooks says; if not, run npm run docs', () => {
    const written = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8')
    expect(written).toBe(renderWebhooksDocument(webhooks))
  })

  const inCoreGroup: Webhook = {
    ...validateToys,
    path: '/jobs/validate',
    resource: { group: '', version: 'v1', resource: 'pods' },
  }

  it.each([
    ['what a webhook does', '| `/toys/mutate` | Gives toys a size. | no |'],
    ['one that is served by default', '| `/jobs/validate` | Refuses toys that are too small. | yes |'],
    ['when it is asked', '| `/toys/mutate` | `toys` of `toys.example/v1` | Namespaced | CREATE, UPDATE |'],
    ['objects of the core group', '| `/jobs/validate` | `pods` of `v1` | Namespaced | CREATE, UPDATE |'],
    [
      'its names',
      '| `/toys/mutate` | `volcano-admission-service-toys-mutate` | Mutating | `mutatetoy.volcano.sh` | `None` |',
    ],
    [
      'who reads what',
      '| `queues.scheduling.volcano.sh` | `/toys/validate`, `/jobs/validate` | the server does not become ready |',
    ],
    ['what nobody reads', '| `priorityclasses.scheduling.k8s.io` |  | advice about them is left out |'],
    ['who reads nothing', '`/toys/mutate` need nothing but the object.'],
  ])('tells of %s', (_, line) => {
    expect(renderWebhooksDocument([mutateToys, validateToys, inCoreGroup]).split('\n')).toContain(line)
  })

  it.each(webhooks.map(({ path }) => path))('has three rows on %s', (path) => {
    const rows = renderWebhooksDocument(webhooks)
      .split('\n')
      .filter((line) => line.startsWith(`| \`${path}\` |`))
    expect(rows).toHaveLength(3)
  })
})
