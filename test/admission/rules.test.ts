import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { judgeFirst, objectsIn, readRuleExample } from '../../scripts/rule-example.ts'
import { catalogue } from '../../src/admission/catalogue.ts'
import { defaultSettings } from '../../src/admission/settings.ts'
import { unchangeable } from '../../src/admission/unchangeable.ts'
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

it('nothing is found where every rule is off', () => {
  const settings = { ...defaultSettings, levels: new Map(ids.map((id) => [id, 'off' as const])) }
  const found = ids.flatMap((id) => {
    const { text, operation } = readRuleExample(id, 'found', webhooks)
    return judgeFirst(objectsIn(text), webhooks, settings, operation).findings
  })
  expect(found).toEqual([])
})

it('there are no examples of other rules', () => {
  const folders = readdirSync(new URL('../fixtures/rules/', import.meta.url), { withFileTypes: true })
  const named = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(named.sort()).toEqual([...ids].sort())
})

it('an id means one rule, wherever it is asked', () => {
  const rules = [...unchangeable, ...webhooks.flatMap(({ requirements }) => requirements)]
  const abouts = [...new Map(rules.map(({ id, about }) => [about, id])).values()]
  expect(abouts.filter((id, i) => abouts.indexOf(id) !== i)).toEqual([])
})
