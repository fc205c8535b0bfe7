import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRuleExample } from '../../scripts/rule-example.ts'
import { catalogue } from '../../src/admission/catalogue.ts'
import { webhooks } from '../../src/admission/webhooks.ts'

const ids = catalogue.map(({ id }) => id)

describe.each(ids)('%s', (rule) => {
  it('has an example that is admitted', () =>
    expect(readRuleExample(rule, 'allowed', webhooks).findings).not.toContainEqual(
      expect.objectContaining({ severity: 'deny' }),
    ))

  it('says nothing of that', () =>
    expect(readRuleExample(rule, 'allowed', webhooks).findings.filter((found) => found.rule === rule)).toEqual([]))

  it('has an example that it alone refuses', () => {
    const { findings } = readRuleExample(rule, 'found', webhooks)
    const deniedBy = findings.flatMap((finding) => (finding.severity === 'deny' ? [finding.rule] : []))
    expect([...new Set(deniedBy)]).toEqual([rule])
  })
})

it('there are no examples of other rules', () => {
  const folders = readdirSync(new URL('../fixtures/rules/', import.meta.url), { withFileTypes: true })
  const named = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(named.sort()).toEqual([...ids].sort())
})

it('an id means the same rule wherever it is asked', () => {
  const abouts = new Map<string, Set<unknown>>()
  for (const { id, about, nature } of webhooks.flatMap(({ requirements }) => requirements))
    abouts.set(id, (abouts.get(id) ?? new Set()).add(about).add(nature))
  expect([...abouts].filter(([, each]) => each.size > 2).map(([id]) => id)).toEqual([])
})
