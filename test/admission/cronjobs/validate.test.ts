import { describe, expect, it, test } from 'vitest'
import { validateCronJobs } from '../../../src/admission/cronjobs/validate.ts'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { CronJob, CronJobSpec } from '../../../src/kubernetes/shapes/cron-job.ts'
import type { JobSpec } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aCluster, aJob, aQueue, aReview, aTask, decide } from '../../builders.ts'

const aCronJob = (spec: CronJobSpec = {}, name = 'nightly'): CronJob => ({
  metadata: { name, namespace: 'lab' },
  spec: { schedule: '30 2 * * *', jobTemplate: { spec: aJob().spec ?? {} }, ...spec },
})
const making = (spec: JobSpec, name?: string): CronJob =>
  aCronJob({ jobTemplate: { spec: { ...aJob().spec, ...spec } } }, name)

const said = (object: unknown, severity: string, more: Parameters<typeof decide>[2] = {}): readonly string[] =>
  decide(validateCronJobs, object, more)
    .findings.filter((finding) => finding.severity === severity)
    .map(sentenceOf)

const long = (length: number) => 'n'.repeat(length)

describe('a cron job is accepted, without a word, when', () => {
  it.each<[string, unknown]>([
    ['it has a schedule', aCronJob()],
    ['it has blanks around its schedule', aCronJob({ schedule: ' 30 2 * * * ' })],
    ['it has a descriptor', aCronJob({ schedule: '@daily' })],
    ['it has an interval of a minute', aCronJob({ schedule: '@every 1m' })],
    ['it has a time zone', aCronJob({ timeZone: 'Europe/Berlin' })],
    ['it has a time zone of three parts', aCronJob({ timeZone: 'America/Argentina/Buenos_Aires' })],
    ['it has an old name of a time zone', aCronJob({ timeZone: 'US/Pacific' })],
    ['its time zone is null', { ...aCronJob(), spec: { ...aCronJob().spec, timeZone: null } }],
    ['it comes on leap days alone', aCronJob({ schedule: '0 0 29 2 *' })],
    ['it has a deadline', aCronJob({ startingDeadlineSeconds: 1 })],
    ['it keeps no history', aCronJob({ successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0 })],
    ['its name has a dot', aCronJob({}, 'a.b')],
    ['its name and those of its pods have just room', making({ tasks: [aTask('a')] }, long(50))],
    ['it has fields that nobody knows', { ...aCronJob(), future: { deep: [1] } }],
  ])('%s', (_, cronJob) => {
    expect(decide(validateCronJobs, cronJob)).toMatchObject({ allowed: true, findings: [], skipped: [] })
  })
})

const schedule = (value: string, sentence: string): string => `spec.schedule: Invalid value: "${value}": ${sentence}`
const zone = (value: string, sentence: string): string => `spec.timeZone: Invalid value: "${value}": ${sentence}`
const notValid = 'schedule is not a valid cron expression'
const noZoneInside = 'schedule should not contain TZ or CRON_TZ, TZ should only be set in the timeZone field'
const noLocal =
  "timeZone can't be Local, and must be defined in https://www.iana.org/time-zones; name the zone, such as Europe/Berlin"
const noZone = 'invalid timeZone; zones have names such as Europe/Berlin, America/New_York or UTC'
const minutes = '(allowed are 0 to 59, as in "*/15")'

describe('a cron job is refused when', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'its schedule is empty',
      aCronJob({ schedule: '' }),
      [
        'spec.schedule: Required value: schedule is required, but got empty; "30 2 * * *" is every day at half past two',
      ],
    ],
    [
      'its schedule has a time zone in front',
      aCronJob({ schedule: 'TZ=Europe/Berlin 0 0 * * *' }),
      [
        schedule(
          'TZ=Europe/Berlin 0 0 * * *',
          `${noZoneInside}; write schedule: "0 0 * * *" and timeZone: "Europe/Berlin"`,
        ),
      ],
    ],
    [
      'its schedule has another time zone in front',
      aCronJob({ schedule: 'CRON_TZ=UTC 0 0 * * *' }),
      [schedule('CRON_TZ=UTC 0 0 * * *', `${noZoneInside}; write schedule: "0 0 * * *" and timeZone: "UTC"`)],
    ],
    [
      'its schedule has these letters anywhere',
      aCronJob({ schedule: '* * * * TZ' }),
      [schedule('* * * * TZ', `${noZoneInside}; leave these letters out`)],
    ],
    [
      'a field of its schedule is beyond its bounds',
      aCronJob({ schedule: '60 * * * *' }),
      [schedule('60 * * * *', `${notValid}; minute "60": 60 is above 59 ${minutes}`)],
    ],
    [
      'several fields are: each is told',
      aCronJob({ schedule: '60 2 * * 7' }),
      [
        schedule(
          '60 2 * * 7',
          `${notValid}; minute "60": 60 is above 59 ${minutes}; day of week "7": 7 is above 6 (allowed are 0 (Sunday) to 6 or sun to sat, as in "mon-fri")`,
        ),
      ],
    ],
    [
      'its schedule has seconds',
      aCronJob({ schedule: '0 30 2 * * *' }),
      [
        schedule(
          '0 30 2 * * *',
          `${notValid}; it has 6 fields and needs five: minute, hour, day of month, month, day of week, as in "30 2 * * mon-fri"; there is none for seconds or years`,
        ),
      ],
    ],
    [
      'its time zone is empty',
      aCronJob({ timeZone: '' }),
      [
        zone(
          '',
          'timeZone must be nil or non-empty string, got empty string; leave the field out, or name a zone such as Europe/Berlin',
        ),
      ],
    ],
    ['its time zone is that of a machine', aCronJob({ timeZone: 'Local' }), [zone('Local', noLocal)]],
    ['it is so in other letters', aCronJob({ timeZone: 'lOCAL' }), [zone('lOCAL', noLocal)]],
    ['its time zone is nowhere', aCronJob({ timeZone: 'Mars/Base' }), [zone('Mars/Base', noZone)]],
    [
      'its time zone is in lower case',
      aCronJob({ timeZone: 'europe/berlin' }),
      [zone('europe/berlin', 'invalid timeZone; did you mean Europe/Berlin?')],
    ],
    [
      'its time zone has a blank',
      aCronJob({ timeZone: 'America/New York' }),
      [
        zone(
          'America/New York',
          'unknown timeZone; the part "New York" has other characters than letters, digits, "_", "+", "-" and "."',
        ),
        zone('America/New York', 'invalid timeZone; did you mean America/New_York?'),
      ],
    ],
    [
      'its time zone leads elsewhere',
      aCronJob({ timeZone: '../-etc/.' }),
      [
        zone('../-etc/.', 'unknown timeZone; the part ".." is no name'),
        zone('../-etc/.', 'unknown timeZone; the part "-etc" begins with "-"'),
        zone('../-etc/.', 'unknown timeZone; the part "." is no name'),
        zone('../-etc/.', noZone),
      ],
    ],
    [
      'its time zone ends in a slash',
      aCronJob({ timeZone: 'Europe/Rome/' }),
      [
        zone('Europe/Rome/', 'unknown timeZone; nothing stands before or behind a slash'),
        zone('Europe/Rome/', 'invalid timeZone; did you mean Europe/Rome?'),
      ],
    ],
    [
      'a part of its time zone is long',
      aCronJob({ timeZone: 'Europe/ThisNameIsTooLong' }),
      [
        zone('Europe/ThisNameIsTooLong', 'unknown timeZone; the part "ThisNameIsTooL..." is longer than 14 characters'),
        zone('Europe/ThisNameIsTooLong', noZone),
      ],
    ],
    [
      'its name leaves no room',
      aCronJob({ jobTemplate: { spec: { tasks: [] } } }, long(53)),
      [
        `metadata.name: Invalid value: "${long(53)}": cronJob name must be no more than 52 characters to accommodate job name suffix (max 63 total); it has 53, 1 too many`,
      ],
    ],
    [
      'its name is no label',
      aCronJob({}, 'a/'),
      [
        'metadata.name: Invalid value: "a/": invalid cronJob name "a/": name part must be non-empty; choose another name',
        `metadata.name: Invalid value: "a/": invalid cronJob name "a/": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'); choose another name`,
      ],
    ],
    [
      'everything is wrong at once',
      aCronJob({ schedule: 'nope', timeZone: 'Local' }, long(53)),
      [
        schedule(
          'nope',
          `${notValid}; it has 1 field and needs five: minute, hour, day of month, month, day of week, as in "30 2 * * mon-fri"`,
        ),
        zone('Local', noLocal),
        `metadata.name: Invalid value: "${long(53)}": cronJob name must be no more than 52 characters to accommodate job name suffix (max 63 total); it has 53, 1 too many`,
      ],
    ],
    [
      'a value has the wrong type',
      { ...aCronJob(), spec: { ...aCronJob().spec, suspend: 'yes' } },
      [
        'spec.suspend: Invalid value: json: cannot unmarshal string into Go struct field CronJobSpec.spec.suspend of type bool',
      ],
    ],
  ])('%s', (_, cronJob, sentences) => expect(said(cronJob, 'deny')).toEqual(sentences))
})

const never = 'this time never comes: no job is ever made; change the day or month'
const byMinute = 'jobs are named by the minute, so at most one a minute is made; give "@every 1m" or more'

describe('a cron job is admitted with a warning when', () => {
  it.each<[string, CronJob, readonly string[]]>([
    ['its day never comes', aCronJob({ schedule: '0 0 30 2 *' }), [schedule('0 0 30 2 *', never)]],
    ['a field has no number', aCronJob({ schedule: '0 , * * *' }), [schedule('0 , * * *', never)]],
    ['its interval is below a minute', aCronJob({ schedule: '@every 59s' }), [schedule('@every 59s', byMinute)]],
    ['its interval leads back', aCronJob({ schedule: '@every -1h' }), [schedule('@every -1h', byMinute)]],
    [
      'its deadline is over at once',
      aCronJob({ startingDeadlineSeconds: 0 }),
      [
        'spec.startingDeadlineSeconds: Invalid value: 0: every job is late at once: no job is ever made; give some seconds, or leave the field out',
      ],
    ],
    [
      'its job has no tasks',
      aCronJob({ jobTemplate: {} }),
      ['spec.jobTemplate.spec.tasks: Required value: No task specified in job spec; add at least one task'],
    ],
    [
      'its job goes to a queue that is not there',
      making({ queue: 'nowhere' }),
      [
        'spec.jobTemplate.spec.queue: Not found: "nowhere": unable to find job queue: queue.scheduling.volcano.sh "nowhere" not found; create the queue or name one that exists',
      ],
    ],
    [
      'its name leaves no room for the names of pods',
      making({ tasks: [aTask('a')] }, long(51)),
      [
        `spec.jobTemplate.spec.tasks[0].name: Invalid value: "a": create pod with name ${long(51)}-00000000-a-0 validate failed [name part must be no more than 63 bytes]; it has 64 characters, 1 too many`,
      ],
    ],
  ])('%s', (_, cronJob, sentences) => {
    expect([said(cronJob, 'deny'), said(cronJob, 'warn')]).toEqual([[], sentences])
  })
})

it.each([
  ['the one of its namespace', { namespaceQueues: true }, 'closed'],
  ['the one of the server', { defaultQueue: 'closed' }, 'closed'],
  ['default, where nothing else is set', {}, undefined],
])('the job is judged in the queue that it will go to: %s', (_, own, want) => {
  const annotations = { 'scheduling.volcano.sh/queue-name': 'closed' }
  const cluster = aCluster({
    queues: [aQueue('closed', { status: { state: 'Closed' } })],
    namespaces: [{ metadata: { name: 'lab', annotations } }],
  })
  const sentences = said(aCronJob(), 'warn', { cluster, settings: { ...defaultSettings, ...own } })
  expect(sentences.map((sentence) => /queue `(\w+)` status/.exec(sentence)?.[1])).toEqual(
    want === undefined ? [] : [want],
  )
})

describe('an update', () => {
  const broken = aCronJob({ schedule: 'nope', timeZone: 'Mars/Base' })
  const update = (before: CronJob, after: CronJob) =>
    decide(validateCronJobs, after, { operation: 'UPDATE', oldObject: structuredClone(before) })
  const found = (before: CronJob, after: CronJob) =>
    update(before, after).findings.map(({ rule, severity }) => `${severity} ${rule}`)

  it.each<[string, CronJob, CronJob]>([
    ['of the schedule passes', aCronJob(), aCronJob({ schedule: '@daily' })],
    [
      'of the labels of a wrong cron job passes',
      broken,
      { ...broken, metadata: { name: 'nightly', labels: { a: 'b' } } },
    ],
    [
      'of a cron job that is being deleted passes',
      aCronJob(),
      { ...broken, metadata: { name: 'nightly', deletionTimestamp: '2026-01-01T00:00:00Z' } },
    ],
  ])('%s', (_, before, after) => expect(update(before, after)).toMatchObject({ allowed: true, findings: [] }))

  it('to something wrong is refused', () => {
    expect([update(aCronJob(), broken).allowed, found(aCronJob(), broken)]).toEqual([
      false,
      ['deny schedule-is-sound', 'deny time-zone-is-known'],
    ])
  })

  it('from no time zone to an empty one is refused', () => {
    expect(found(aCronJob(), aCronJob({ timeZone: '' }))).toEqual(['deny time-zone-is-known'])
  })

  it('that leaves old mistakes as they were passes with warnings', () => {
    const suspended = { ...broken, spec: { ...broken.spec, suspend: true } }
    expect([update(broken, suspended).allowed, found(broken, suspended)]).toEqual([
      true,
      ['warn schedule-is-sound', 'warn time-zone-is-known'],
    ])
  })
})

describe('a webhook configuration that sends something else', () => {
  it.each(['DELETE', 'CONNECT'] as const)('such as %s: refused', (operation) => {
    expect(said({}, 'deny', { operation })).toEqual([
      `Invalid value: "${operation}": expect operation to be 'CREATE' or 'UPDATE'`,
    ])
  })
})

describe('of the cluster it looks at', () => {
  const lookUps = (cronJob: CronJob, more: Parameters<typeof aReview>[2] = {}) =>
    validateCronJobs.open(aReview(validateCronJobs, cronJob, more), defaultSettings).lookUps

  it.each<[string, CronJob, unknown]>([
    ['the queue of the job', making({ queue: 'night' }), [{ from: 'queues', name: 'night' }]],
    ['the default queue', aCronJob({ jobTemplate: { spec: {} } }), [{ from: 'queues', name: 'default' }]],
    ['the queue of no job', {}, [{ from: 'queues', name: 'default' }]],
  ])('%s', (_, cronJob, objects) => expect(lookUps(cronJob)).toEqual(objects))

  test('nothing when there is nothing to be judged', () => {
    expect(lookUps(aCronJob(), { operation: 'UPDATE', oldObject: aCronJob() })).toEqual([])
  })

  test('no more than it has to: without queues, it decides all the same', () => {
    const { allowed, skipped } = decide(validateCronJobs, aCronJob(), { cluster: {} })
    expect([allowed, skipped.includes('queue-takes-jobs')]).toEqual([true, true])
  })

  test('a queue that is closed', () => {
    const cluster = aCluster({ queues: [{ metadata: { name: 'night' }, status: { state: 'Closed' } }] })
    expect(said(making({ queue: 'night' }), 'warn', { cluster })).toEqual([
      'spec.jobTemplate.spec.queue: Invalid value: "night": can only submit job to queue with state `Open`, queue `night` status is `Closed`; open it or name another',
    ])
  })
})

test.each([
  [
    'a.b',
    'metadata.name: Invalid value: "a.b": the volume that ssh mounts would be called "a.b-00000000-ssh": must not contain dots; give it another name, such as "a-b"',
  ],
  [
    long(51),
    `metadata.name: Invalid value: "${long(51)}": the volume that ssh mounts would be called "${long(51)}-00000000-ssh": must be no more than 63 characters; 1 too many: give it another name, such as "${long(50)}"`,
  ],
])('what its jobs need may not be called after a cron job named %s', (name, sentence) => {
  expect(said(making({ plugins: { ssh: [] }, tasks: [aTask('a')] }, name), 'warn')).toContain(sentence)
})
