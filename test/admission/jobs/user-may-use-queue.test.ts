import { describe, expect, it } from 'vitest'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import type { Level } from '../../../src/admission/levels.ts'
import type { Requester } from '../../../src/admission/review.ts'
import { defaultSettings, type Settings } from '../../../src/admission/settings.ts'
import { aCluster, aJob, aReview } from '../../builders.ts'

const ada: Requester = { username: 'ada', groups: ['research'] }
const withLevel = (level: Level): Settings => ({ ...defaultSettings, levels: new Map([['user-may-use-queue', level]]) })
const open = (settings: Settings, requester?: Requester) =>
  validateJobs.open(aReview(validateJobs, aJob(), requester && { requester }), settings)

describe('the right to use the queue is asked for', () => {
  it.each<[string, Settings, Requester | undefined, readonly boolean[]]>([
    ['not unless an administrator says so', defaultSettings, ada, []],
    ['where the rule denies', withLevel('deny'), ada, [false]],
    ['where it warns, as advice', withLevel('warn'), ada, [true]],
    ['not where nobody is known to ask', withLevel('deny'), undefined, []],
  ])('%s', (_, settings, requester, want) => {
    const asked = open(settings, requester).lookUps.flatMap((lookUp) => (lookUp.from === 'queueAccess' ? [lookUp] : []))
    expect(asked.map(({ isForAdvice }) => isForAdvice)).toEqual(want)
    for (const lookUp of asked) expect(lookUp).toMatchObject({ name: 'default', requester: ada })
  })

  it('and no look at users is listed among the objects that are read', () => {
    expect(validateJobs.reads).not.toContain('queueAccess')
  })
})

describe('a job is', () => {
  const judge = (level: Level, answer: boolean | undefined | 'unknown') => {
    const access = answer === 'unknown' ? {} : { queueAccess: { mayUse: () => answer } }
    return open(withLevel(level), ada).decide({ ...aCluster(), ...access })
  }

  it.each<[string, ReturnType<typeof judge>, boolean, number]>([
    ['admitted for whoever may use its queue', judge('deny', true), true, 0],
    ['refused for whoever may not', judge('deny', false), false, 1],
    ['admitted with a warning, where the rule warns', judge('warn', false), true, 1],
    ['admitted where nobody asked', judge('deny', undefined), true, 0],
    ['admitted where it could not be found out, for advice', judge('warn', 'unknown'), true, 0],
  ])('%s', (_, { allowed, findings }, wantAllowed, wantFindings) => {
    expect([allowed, findings.length]).toEqual([wantAllowed, wantFindings])
  })

  it('refused with a sentence that says who may not use what', () => {
    expect(judge('deny', false).findings).toMatchObject([
      {
        path: 'spec.queue',
        message: 'Forbidden: ada may not use the queue default; name another, or ask for the verb "use" on this one',
      },
    ])
  })

  it('judged without the rule, which is then named, where there is no API server', () => {
    expect(judge('deny', 'unknown').skipped).toEqual(['user-may-use-queue'])
  })
})
