import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../../src/admission/finding.ts'
import { validateJobs } from '../../../../src/admission/jobs/validate.ts'
import { defaultSettings, type Settings } from '../../../../src/admission/settings.ts'
import type { Job, JobSpec } from '../../../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aTask, decide } from '../../../builders.ts'

const settings: Settings = { ...defaultSettings, preset: 'recommended' }
const rules = ['host-variables-fit', 'companions-fit']

const sentences = (job: Job, given: Settings = settings): readonly string[] =>
  decide(validateJobs, job, { settings: given })
    .findings.filter(({ rule }) => rules.includes(rule))
    .map((finding) => `${finding.severity} ${sentenceOf(finding)}`)

const sized = (
  length: number,
  replicas: number,
  plugins: JobSpec['plugins'],
  others: NonNullable<JobSpec['tasks']> = [],
): Job => aJob({ plugins: plugins ?? {}, tasks: [aTask('worker', { replicas }), ...others] }, 'x'.repeat(length))

const withoutVariables = { svc: ['--inject-hosts-env=false'] }

function rowsOf({ plugin, counts }: Readonly<{ plugin: string; counts: string }>) {
  const lengths = [5, 26, 47]
  return counts.split(', ').map((count, i) => ({
    plugins: (plugin.startsWith('svc,') ? withoutVariables : { [plugin]: [] }) as Readonly<Record<string, string[]>>,
    length: lengths[i] ?? 0,
    first: Number(count),
  }))
}

/** The rows of the documentation: with how many replicas each list breaks, by the length of the job's name. */
const documented = [
  ...readFileSync('docs/plugins.md', 'utf8').matchAll(
    /^\| .* of (?<plugin>svc, without variables|\w+) \|.*\| (?<counts>[\d, ]+) replicas \|$/gm,
  ),
].flatMap(({ groups }) => rowsOf(groups as Readonly<{ plugin: string; counts: string }>))

describe('a list breaks with as many replicas as the documentation says, and fits with one less:', () => {
  it('there are such rows', () => expect(documented).toHaveLength(15))

  it.each(documented)('$plugins, a name of $length characters, $first replicas', ({ plugins, length, first }) => {
    const others = plugins.mpi ? [aTask('master')] : []
    expect(sentences(sized(length, first - 1, plugins, others))).toEqual([])
    const found = sentences(sized(length, first, plugins, others))
    expect(found).toEqual([expect.stringContaining(`up to ${first - 1} replicas`)])
  })
})

describe('the answer says', () => {
  it.each<[string, Job, string[]]>([
    [
      'that the variables can be left out',
      sized(5, 5507, { svc: [] }),
      [
        'deny spec.tasks[0].replicas: Invalid value: 5507: VC_WORKER_HOSTS of svc would have 131074 bytes, and Linux starts no program with more than 131072 in a variable; up to 5506 replicas fit, or give svc --inject-hosts-env=false and read /etc/volcano/worker.host',
      ],
    ],
    [
      'which task of many is too large',
      sized(47, 100, { svc: [] }, [aTask('log', { replicas: 1300 })]),
      [
        'deny spec.tasks[1].replicas: Invalid value: 1300: VC_LOG_HOSTS of svc would have 135403 bytes, and Linux starts no program with more than 131072 in a variable; up to 1258 replicas fit, or give svc --inject-hosts-env=false and read /etc/volcano/log.host',
      ],
    ],
    [
      'how large the ConfigMap would be',
      sized(47, 4865, withoutVariables),
      [
        `deny spec.tasks[0].replicas: Invalid value: 4865: the ConfigMap "${'x'.repeat(47)}-svc", which lists all hosts, would have 1048622 bytes, and the API server takes 1048576; up to 4864 replicas of worker fit; for more, use shorter names`,
      ],
    ],
  ])('%s', (_, job, expected) => {
    expect(sentences(job)).toEqual(expected)
  })
})

describe('nothing is said of', () => {
  it.each<[string, Job]>([
    ['a huge job without plugins', sized(5, 1_000_000, {})],
    [
      'a huge job with a host name in its template',
      sized(5, 0, { svc: [], ssh: [] }, [
        aTask('log', {
          replicas: 100_000,
          template: { spec: { hostname: 'log', containers: [{ name: 'main', image: 'busybox' }] } },
        }),
      ]),
    ],
    [
      'a huge task that is not among the workers of mpi',
      sized(5, 1, { mpi: [] }, [aTask('log', { replicas: 100_000 })]),
    ],
  ])('%s', (_, job) => {
    expect(sentences(job)).toEqual([])
  })
})

describe('an update of a job', () => {
  const update = (before: number, after: number): readonly string[] =>
    decide(validateJobs, sized(5, after, { svc: [] }), {
      operation: 'UPDATE',
      oldObject: sized(5, before, { svc: [] }),
      settings,
    }).findings.map(({ severity, rule }) => `${severity} ${rule}`)

  it.each<[string, number, number, string[]]>([
    ['may grow as far as the variables fit', 1, 5506, []],
    ['may not grow beyond', 5506, 5507, ['deny host-variables-fit']],
    ['may not grow beyond what the ConfigMap takes', 5506, 21416, ['deny host-variables-fit', 'deny companions-fit']],
    ['may shrink, with advice', 6000, 5507, ['warn host-variables-fit']],
  ])('%s', (_, before, after, expected) => {
    expect(update(before, after)).toEqual(expected)
  })
})

it('a job of millions of pods is judged in a moment', () => {
  const job = sized(5, 2 ** 31 - 1, { svc: [], ssh: [], mpi: [], tensorflow: [] })
  const start = performance.now()
  expect(sentences(job)).not.toEqual([])
  expect(performance.now() - start).toBeLessThan(500)
})

it('a list that the server leaves out of pods is advice', () => {
  const job = sized(5, 5507, { svc: [], mpi: [] }, [aTask('master')])
  const found = sentences(job, { ...settings, hostVariables: 'when-they-fit' }).map((sentence) => sentence.slice(0, 60))
  expect(found).toEqual(['warn spec.tasks[0].replicas: Invalid value: 5507: VC_WORKER_'])
})

describe('pods of a job of many tasks', () => {
  const manyTasks = (tasks: number, containers: number, args: string[] = []): Job =>
    aJob({
      plugins: { svc: ['--disable-network-policy', ...args] },
      tasks: Array.from({ length: tasks }, (_, i) =>
        aTask(`w${i}`, {
          template: {
            spec: {
              containers: Array.from({ length: i === 0 ? containers : 1 }, (_, k) => ({
                name: `c${k}`,
                image: 'busybox',
              })),
            },
          },
        }),
      ),
    })

  it.each<[string, Job]>([
    ['one container and two thousand tasks', manyTasks(2000, 1)],
    ['as many containers as there is room for', manyTasks(500, 31)],
    ['more without variables', manyTasks(500, 32, ['--inject-hosts-env=false'])],
  ])('fit: %s', (_, job) => {
    expect(sentences(job)).toEqual([])
  })

  it.each<[string, Job, number, string]>([
    [
      'what is sent',
      { ...manyTasks(500, 34), metadata: { name: 'a' } },
      34,
      'which are at least 3181040 bytes, and the API server takes 3145728',
    ],
    ['what is stored', manyTasks(500, 40), 40, 'which are at least 1942400 bytes, and etcd takes 1572864'],
  ])('do not fit into %s', (_, job, containers, sentence) => {
    expect(sentences(job)).toEqual([
      `deny spec.tasks[0].template.spec.containers: Invalid value: ${containers}: each pod would have ${containers} containers with two variables of svc for each of 500 tasks, ${sentence}; give svc --inject-hosts-env=false`,
    ])
  })
})

describe('a job of many tasks', () => {
  const jobOf = (tasks: number, image = 'busybox'): Job => {
    const template = { spec: { containers: [{ name: 'main', image }] } }
    return aJob({ tasks: Array.from({ length: tasks }, (_, i) => aTask(`w${i}`, { template })) })
  }
  const found = (job: Job, given: Partial<Settings> = {}) =>
    decide(validateJobs, job, { settings: { ...settings, ...given } })
      .findings.filter(({ rule }) => rule === 'job-fits')
      .map((finding) => `${finding.severity} ${sentenceOf(finding)}`)

  it.each<[string, Job, Partial<Settings>]>([
    ['of a thousand tasks', jobOf(1000), {}],
    ['of as many as there is room for', jobOf(9100), {}],
    ['of more where etcd takes more', jobOf(12_000), { maxObjectBytes: 2_000_000 }],
    ['of one task, whose size the API server knows', jobOf(1, 'i'.repeat(2_000_000)), {}],
  ])('is let pass %s', (_, job, given) => {
    expect(found(job, given)).toEqual([])
  })

  it('is not without room for its status', () => {
    expect(found(jobOf(12_000))).toEqual([
      'deny spec.tasks: Invalid value: 12000: the job would have at least 1958066 bytes with its status, and etcd takes 1572864; about 9639 tasks like these fit; make one task with many replicas of those that are alike',
    ])
  })
})
