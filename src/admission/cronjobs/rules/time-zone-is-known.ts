import { remember } from '../../../kubernetes/remember.ts'
import { isTimeZone, similarTimeZone } from '../../../kubernetes/time-zones.ts'
import { invalid } from '../../finding.ts'
import type { CronJobRule } from '../rule.ts'

const path = 'spec.timeZone'

/**
 * The time zone of a cron job, where it has one, is in the IANA database, in that spelling.
 * Mirrors cronjobs/validate: validateCronjobSpec.
 */
export const timeZoneIsKnown: CronJobRule = {
  id: 'time-zone-is-known',
  nature: 'upstream',
  about: {
    why: 'Without a zone that it knows, Volcano cannot tell when a time comes.',
    fix: 'Name a zone of the IANA database, such as `Europe/Berlin` or `UTC`, in that spelling, or leave the field out.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const { timeZone } = spec
    if (timeZone === undefined) return []
    return complaintsOf(timeZone).map((complaint) => invalid(path, timeZone, complaint))
  },
}

const empty =
  'timeZone must be nil or non-empty string, got empty string; leave the field out, or name a zone such as Europe/Berlin'

/** A cluster has few zones. */
const complaintsOf = remember((given): readonly string[] => {
  const timeZone = String(given)
  return timeZone === '' ? [empty] : [...complaintsOfParts(timeZone), ...complaintsOfWhole(timeZone)]
})

/** No zone needs more parts; one with a wrong part is unknown, too, however many are wrong. */
const mostParts = 5

const complaintsOfParts = (timeZone: string): readonly string[] =>
  timeZone
    .split('/', mostParts)
    .map(findMistake)
    .filter((mistake) => mistake !== undefined)
    .map((mistake) => `unknown timeZone; ${mistake}`)

function findMistake(part: string): string | undefined {
  if (part === '') return 'nothing stands before or behind a slash'
  const shown = `the part ${JSON.stringify(part.length > longestPart ? `${part.slice(0, longestPart)}...` : part)}`
  if (part === '.' || part === '..') return `${shown} is no name`
  if (part.startsWith('-')) return `${shown} begins with "-"`
  if (/[^A-Za-z.\-_0-9+]/.test(part)) return `${shown} has other characters than letters, digits, "_", "+", "-" and "."`
  return part.length > longestPart ? `${shown} is longer than ${longestPart} characters` : undefined
}

const longestPart = 14

function complaintsOfWhole(timeZone: string): readonly string[] {
  if (timeZone.toLowerCase() === 'local')
    return [
      "timeZone can't be Local, and must be defined in https://www.iana.org/time-zones; name the zone, such as Europe/Berlin",
    ]
  if (isTimeZone(timeZone)) return []
  const similar = timeZone.length > 50 ? undefined : similarTimeZone(timeZone)
  const advice =
    similar === undefined
      ? 'zones have names such as Europe/Berlin, America/New_York or UTC'
      : `did you mean ${similar}?`
  return [`invalid timeZone; ${advice}`]
}
