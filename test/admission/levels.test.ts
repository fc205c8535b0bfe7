import { describe, expect, it } from 'vitest'
import { invalid } from '../../src/admission/finding.ts'
import { type Level, levelOf, type Nature, type Preset } from '../../src/admission/levels.ts'
import { mutatePods } from '../../src/admission/pods/mutate.ts'
import { creationOf } from '../../src/admission/review.ts'
import { type AnyRule, check, report } from '../../src/admission/rule.ts'
import { defaultSettings } from '../../src/admission/settings.ts'
import { aJob, aPod, aTask } from '../builders.ts'

const ruleOf = (nature: Nature, severity: 'deny' | 'warn' = 'deny'): AnyRule<unknown> => ({
  id: 'is-fine',
  nature,
  about: { why: 'It is better.', fix: 'Make it fine.' },
  reads: [],
  check: () => [{ ...invalid('spec', 1, 'is not fine'), severity }],
})

const review = creationOf({}, { group: '', version: 'v1', resource: 'toys' })

const severitiesOf = (rule: AnyRule<unknown>, preset: Preset, levels: ReadonlyMap<string, Level> = new Map()) =>
  check([rule], review, {}, { ...defaultSettings, preset, levels }).findings.map(({ severity }) => severity)

describe('what a rule finds', () => {
  it.each<[Nature, Preset, Level]>([
    ['upstream', 'compatible', 'deny'],
    ['upstream', 'recommended', 'deny'],
    ['impossible', 'compatible', 'warn'],
    ['impossible', 'recommended', 'deny'],
    ['doubtful', 'compatible', 'warn'],
    ['doubtful', 'recommended', 'warn'],
    ['optional', 'compatible', 'off'],
    ['optional', 'recommended', 'off'],
  ])('that is %s is under preset %s: %s', (nature, preset, level) => {
    expect(levelOf(ruleOf(nature), { preset, levels: new Map() })).toBe(level)
    expect(severitiesOf(ruleOf(nature), preset)).toEqual(level === 'off' ? [] : [level])
  })

  it.each<[Nature, Level]>([
    ['upstream', 'warn'],
    ['upstream', 'off'],
    ['doubtful', 'deny'],
    ['optional', 'deny'],
    ['optional', 'warn'],
  ])('that is %s is what is said of its id: %s', (nature, level) =>
    expect(severitiesOf(ruleOf(nature), 'compatible', new Map([['is-fine', level]]))).toEqual(
      level === 'off' ? [] : [level],
    ),
  )

  it('is not changed by what is said of other ids', () =>
    expect(severitiesOf(ruleOf('upstream'), 'compatible', new Map([['__proto__', 'off']]))).toEqual(['deny']))

  it('stays advice where the rule itself makes advice of it', () =>
    expect(severitiesOf(ruleOf('upstream', 'warn'), 'compatible', new Map([['is-fine', 'deny']]))).toEqual(['warn']))

  it('is under the settings of the review at hand, whatever was asked before', () => {
    const rules = [ruleOf('impossible')]
    const severities = (['compatible', 'recommended', 'compatible'] as const).map(
      (preset) => check(rules, review, {}, { ...defaultSettings, preset }).findings[0]?.severity,
    )
    expect(severities).toEqual(['warn', 'deny', 'warn'])
  })
})

it('a rule that is off is not missed where its data was not given', () => {
  const rule: AnyRule<unknown> = { ...ruleOf('optional'), reads: ['queues'] }
  expect(check([rule], review, {}, defaultSettings).skipped).toEqual([])
  expect(check([rule], review, {}, { ...defaultSettings, levels: new Map([['is-fine', 'warn']]) }).skipped).toEqual([
    'is-fine',
  ])
})

it.each<[Level, readonly string[]]>([
  ['deny', ['deny']],
  ['warn', ['warn']],
  ['off', []],
])('what is found outside rules is at level %s, too', (level, severities) => {
  const settings = { ...defaultSettings, levels: new Map([['is-fine', level]]) }
  const found = report(ruleOf('doubtful'), invalid('spec', 1, 'is not fine'), settings)
  expect(found.map(({ severity }) => severity)).toEqual(severities)
})

describe('a webhook that completes objects', () => {
  const review = creationOf(aPod('train', 'worker', 0), mutatePods.resource)
  const decideAt = (level: Level) => {
    const settings = { ...defaultSettings, levels: new Map([['plugins-can-act', level]]) }
    const job = aJob({ plugins: { env: [], ray: [] }, tasks: [aTask('worker')] })
    return mutatePods.open(review, settings).decide({ jobs: { get: () => job } })
  }

  it.each<[Level, boolean, readonly string[], boolean]>([
    ['deny', false, ['deny'], false],
    ['warn', true, ['warn'], true],
    ['off', true, [], true],
  ])('at level %s admits: %s, and changes nothing that it refuses', (level, isAllowed, severities, isChanged) => {
    const { allowed, findings, patch } = decideAt(level)
    expect([allowed, findings.map(({ severity }) => severity), patch.length > 0]).toEqual([
      isAllowed,
      severities,
      isChanged,
    ])
  })
})
