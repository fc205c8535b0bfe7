import { describe, expect, it } from 'vitest'
import { judgeFirst, objectsIn, readRuleExample } from '../../scripts/rule-example.ts'
import { catalogue } from '../../src/admission/catalogue.ts'
import { defaultSettings } from '../../src/admission/settings.ts'
import { webhooks } from '../../src/admission/webhooks.ts'

const recommended = { ...defaultSettings, preset: 'recommended' } as const

/** A change of the spec that nobody minds. */
const changes: Readonly<Record<string, object>> = {
  CronJob: { suspend: true },
  HyperNode: { tier: 2 },
  Job: { priorityClassName: 'system-node-critical' },
  JobFlow: { jobRetainPolicy: 'delete' },
  JobTemplate: { maxRetry: 5 },
  Queue: { weight: 7 },
}

const examples = catalogue
  .filter(({ nature }) => nature === 'impossible')
  .map(({ id }) => ({ id, ...readRuleExample(id, 'found', webhooks) }))
  .filter(({ operation }) => operation === 'CREATE')

describe.each(examples)('what $id finds', ({ id, text, settings }) => {
  const objects = objectsIn(text)
  const [object] = objects as readonly ((typeof objects)[number] & { spec?: object })[]
  const settingsOf = (preset: 'compatible' | 'recommended') => ({
    ...defaultSettings,
    ...settings,
    preset,
  })
  const severityIn = (preset: 'compatible' | 'recommended') =>
    judgeFirst(objects, webhooks, settingsOf(preset)).findings.filter(({ rule }) => rule === id)[0]?.severity

  it('is a warning under compatible', () => expect(severityIn('compatible')).toBe('warn'))

  it('is refused under recommended', () => expect(severityIn('recommended')).toBe('deny'))

  it('does not keep a stored object from being changed', () => {
    const changed = { ...object, spec: { ...object?.spec, ...changes[object?.kind ?? ''] } } as (typeof objects)[number]
    const { operation, findings } = judgeFirst([changed, ...objects], webhooks, recommended)
    expect(operation).toBe('UPDATE')
    expect(findings.filter(({ severity }) => severity === 'deny')).toEqual([])
  })
})
