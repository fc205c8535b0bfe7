import { describe, expect, it } from 'vitest'
import { findTimeMistake } from '../../src/kubernetes/go-time.ts'

describe('a time', () => {
  it.each([
    '2024-01-31T23:59:59Z',
    '2024-02-29T00:00:00Z',
    '2000-02-29T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2024-04-30T12:00:00.123456789Z',
    '2024-04-30T12:00:00,5Z',
    '2024-04-30T5:00:00Z',
    '2024-04-30T12:00:00+02:00',
    '2024-04-30T12:00:00-24:60',
  ])('%s', (text) => {
    expect(findTimeMistake(text)).toBeUndefined()
  })
})

describe('no time', () => {
  const cannot = (text: string, rest: string, element: string): [string, string] => [
    text,
    `parsing time "${text}" as "2006-01-02T15:04:05Z07:00": cannot parse "${rest}" as "${element}"`,
  ]
  it.each([
    cannot('', '', '2006'),
    cannot('now', 'now', '2006'),
    cannot('2024/01/01', '/01/01', '-'),
    cannot('2024-1-01', '1-01', '01'),
    cannot('2024-01-01 00:00:00Z', ' 00:00:00Z', 'T'),
    cannot('2024-01-01T00:00:00', '', 'Z07:00'),
    cannot('2024-01-01T00:00:00.Z', '.Z', 'Z07:00'),
    ['2024-13-01T00:00:00Z', 'parsing time "2024-13-01T00:00:00Z": month out of range'],
    ['2023-02-29T00:00:00Z', 'parsing time "2023-02-29T00:00:00Z": day out of range'],
    ['1900-02-29T00:00:00Z', 'parsing time "1900-02-29T00:00:00Z": day out of range'],
    ['2024-04-31T00:00:00Z', 'parsing time "2024-04-31T00:00:00Z": day out of range'],
    ['2024-04-00T00:00:00Z', 'parsing time "2024-04-00T00:00:00Z": day out of range'],
    ['2024-04-01T24:00:00Z', 'parsing time "2024-04-01T24:00:00Z": hour out of range'],
    ['2024-04-01T00:60:00Z', 'parsing time "2024-04-01T00:60:00Z": minute out of range'],
    ['2024-04-01T00:00:60Z', 'parsing time "2024-04-01T00:00:60Z": second out of range'],
    ['2024-04-01T00:00:00+25:00', 'parsing time "2024-04-01T00:00:00+25:00": time zone offset hour out of range'],
    ['2024-04-01T00:00:00+00:61', 'parsing time "2024-04-01T00:00:00+00:61": time zone offset minute out of range'],
    ['2024-04-01T00:00:00Zulu', 'parsing time "2024-04-01T00:00:00Zulu": extra text: "ulu"'],
  ])('%s', (text, mistake) => {
    expect(findTimeMistake(text)).toBe(mistake)
  })
})
