import { describe, expect, it } from 'vitest'
import { asWarning, type Finding, invalid } from '../../src/admission/finding.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { auditAnnotationsOf } from '../../src/envelope/audit-annotations.ts'

const by = (rule: string, finding: Finding) => ({ ...finding, rule })
const wrong = invalid('spec.password', 'hunter2', 'is too short')
const advice = asWarning(wrong)

describe('the audit log', () => {
  it.each([
    { sentence: 'hears nothing of sound objects', findings: [], want: undefined },
    {
      sentence: 'hears which rules refused, each once and in order',
      findings: [by('fits', wrong), by('closes', wrong), by('fits', wrong)],
      want: { 'denied-by': 'fits,closes' },
    },
    { sentence: 'hears which rules warned', findings: [by('fits', advice)], want: { 'warned-by': 'fits' } },
    {
      sentence: 'hears of both',
      findings: [by('sound', advice), by('fits', wrong)],
      want: { 'denied-by': 'fits', 'warned-by': 'sound' },
    },
    {
      sentence: 'hears of no more rules than fit, and of none in part',
      findings: [by('a'.repeat(600), wrong), by('b'.repeat(424), wrong), by('c', wrong)],
      want: { 'denied-by': 'a'.repeat(600) },
    },
  ])('$sentence', ({ findings, want }) => {
    expect(auditAnnotationsOf(findings)).toEqual(want)
  })

  it('hears nothing of the object', () => {
    const text = JSON.stringify(auditAnnotationsOf([by('fits', wrong), by('sound', advice)]))
    expect(text).not.toMatch(/hunter2|password|short/)
  })

  it('gets keys that the API server takes behind the name of each webhook', () => {
    const keys = Object.keys(auditAnnotationsOf([by('fits', wrong), by('sound', advice)]) ?? {})
    const qualified = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/
    const inLog = webhooks.flatMap(({ name }) => keys.map((key) => `${name}/${key}`))
    expect(inLog.filter((key) => !qualified.test(key))).toEqual([])
    expect(inLog).toHaveLength(2 * webhooks.length)
  })
})
