import { describe, expect, it, test } from 'vitest'
import { timeZoneNames } from '../../src/kubernetes/time-zone-names.ts'
import { isTimeZone, similarTimeZone } from '../../src/kubernetes/time-zones.ts'

const none = () => []

describe('a time zone is', () => {
  it.each([
    'UTC',
    'GMT',
    'Europe/Berlin',
    'Europe/Kyiv',
    'Europe/Kiev',
    'America/Argentina/Buenos_Aires',
    'America/Port-au-Prince',
    'Asia/Calcutta',
    'Asia/Kolkata',
    'Etc/GMT+5',
    'Etc/GMT-14',
    'US/Pacific',
    'EST5EDT',
    'GB',
    'GB-Eire',
    'W-SU',
    'Factory',
  ])('%s', (name) => expect(isTimeZone(name, none)).toBe(true))

  it('what the host knows and the table does not, as a zone may be new', () => {
    expect(isTimeZone('Moon/Tranquility', () => ['Moon/Tranquility'])).toBe(true)
  })
})

describe('no time zone is', () => {
  it.each([
    '',
    'Local',
    'utc',
    'Utc',
    'europe/berlin',
    'Europe/berlin',
    'Europe',
    'Europe/',
    'Berlin',
    'Europe/Berlin ',
    'GMT+5',
    '+05:00',
    'PST',
    'JST',
    'Mars/Base',
    'posix/Europe/Berlin',
    'right/UTC',
    'localtime',
    'Etc/Unknown',
    'constructor',
  ])('%j', (name) => expect(isTimeZone(name)).toBe(false))
})

describe('a name is like', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['EUROPE/BERLIN', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['est5edt', 'EST5EDT'],
    ['America/New York', 'America/New_York'],
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['Europe/Rome/', 'Europe/Rome'],
    ['gmt+5', 'Etc/GMT+5'],
    ['Mars/Base', undefined],
    ['PST', undefined],
    ['/', undefined],
    ['', undefined],
  ])('%j: %s', (name, zone) => expect(similarTimeZone(name)).toBe(zone))
})

const names = Object.entries(timeZoneNames).flatMap(([area, places]) =>
  places
    .trim()
    .split(/\s+/)
    .map((place) => (area === '' ? place : `${area}/${place}`)),
)

describe('the table', () => {
  test('has all names of the release that it says', () => {
    expect([names.length, new Set(names).size]).toEqual([598, 598])
  })

  test('has no name that Node does not know, but for the one of machines without a zone', () => {
    const isKnown = (name: string) => {
      try {
        return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
      } catch {
        return false
      }
    }
    expect(names.filter((name) => !isKnown(name))).toEqual(['Factory'])
  })

  test('has every zone that Node has', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !names.includes(name))).toEqual([])
  })

  test('has names alone that a cron job may have', () => {
    const parts = names.flatMap((name) => name.split('/'))
    expect(parts.filter((part) => !/^(?!-)[A-Za-z._0-9+-]{1,14}$/.test(part))).toEqual([])
  })
})
