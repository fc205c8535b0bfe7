import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRuleExample } from '../../scripts/rule-example.ts'
import { webhooks } from '../../src/admission/webhooks.ts'

const folder = new URL('../fixtures/rules/', import.meta.url)
const rules = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

describe.each(rules)('%s', (rule) => {
  it('says nothing of allowed.yaml', () =>
    expect(readRuleExample(rule, 'allowed', webhooks).findings.filter((found) => found.rule === rule)).toEqual([]))

  it('says something of found.yaml', () =>
    expect(readRuleExample(rule, 'found', webhooks).findings).toContainEqual(
      expect.objectContaining({ rule, severity: 'deny' }),
    ))
})
