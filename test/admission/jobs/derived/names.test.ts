import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../../src/admission/finding.ts'
import { validateJobs } from '../../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../../src/admission/settings.ts'
import type { Job, JobSpec } from '../../../../src/kubernetes/shapes/volcano-job.ts'
import { aCluster, aJob, aQueue, aTask, decide } from '../../../builders.ts'

const longQueue = 'q'.repeat(70)
const cluster = aCluster({ queues: [aQueue(longQueue)] })
const settings = { ...defaultSettings, preset: 'recommended' } as const

const rules = ['derived-names-are-legal', 'host-names-are-legal', 'queue-name-is-a-label']

const create = (job: Job, minor?: number): readonly string[] =>
  decide(validateJobs, job, {
    cluster,
    settings: minor === undefined ? settings : { ...settings, kubernetesVersion: { major: 1, minor } },
  })
    .findings.filter(({ rule }) => rules.includes(rule))
    .map((finding) => `${finding.severity} ${sentenceOf(finding)}`)

const named = (name: string, spec: JobSpec): Job => aJob(spec, name)
const x = (count: number): string => 'x'.repeat(count)
const volumes = [{ mountPath: '/data', volumeClaimName: 'data' }]
const dots = 'must not contain dots; give it another name, such as'
const tooLong = 'must be no more than 63 characters;'
const letterFirst = (name: string): string =>
  `deny metadata.name: Invalid value: "${name}": the Service that svc makes would be called "${name}": must begin with a letter, as Kubernetes before 1.36 demands of a Service`

describe('a job may have the name', () => {
  it.each<[string, Job]>([
    ['with dots, when nothing is called after it', named('a.b', {})],
    ['with dots, with plugins that make nothing', named('a.b', { plugins: { env: [], pytorch: [] } })],
    ['of 61 characters, when nothing is called after it', named(x(54), { tasks: [aTask('worker')] })],
    ['of 59 characters with svc', named(x(59), { tasks: [aTask('a')], plugins: { svc: [] } })],
    ['of 59 characters with ssh', named(x(59), { plugins: { ssh: [] }, tasks: [aTask('a')] })],
    ['of 54 characters with ray', named(x(54), { plugins: { ray: [] }, tasks: [aTask('head')] })],
    ['of 50 characters with a volume', named(x(50), { volumes })],
    ['that begins with a digit', named('2024-train', {})],
    ['that begins with a digit, with ssh', named('2024-train', { plugins: { ssh: [] } })],
    ['that begins with a digit, with svc from Kubernetes 1.36 on', named('2024-train', { plugins: { svc: [] } })],
  ])('%s', (_, job) => {
    expect(create(job)).toEqual([])
  })

  it('that begins with a digit, with a volume before Kubernetes 1.36', () => {
    expect(create(named('2024-train', { volumes }), 35)).toEqual([])
  })
})

describe('a job may not have the name', () => {
  it.each<[string, Job, string[]]>([
    [
      'in upper case',
      named('Train', {}),
      [
        `deny metadata.name: Invalid value: "Train": the job would be called "Train": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'); give it another name, such as "train"`,
      ],
    ],
    [
      'with dots with svc',
      named('a.b', { plugins: { svc: [] } }),
      [
        `deny metadata.name: Invalid value: "a.b": the Service that svc makes would be called "a.b": ${dots} "a-b"`,
        `deny metadata.name: Invalid value: "a.b": the volume that svc mounts would be called "a.b-svc": ${dots} "a-b"`,
      ],
    ],
    [
      'with dots with ssh',
      named('a.b', { plugins: { ssh: [] } }),
      [`deny metadata.name: Invalid value: "a.b": the volume that ssh mounts would be called "a.b-ssh": ${dots} "a-b"`],
    ],
    [
      'with dots with a volume',
      named('a.b', { volumes }),
      [
        `deny metadata.name: Invalid value: "a.b": a volume of spec.volumes would be called "a.b-000000000000": ${dots} "a-b"`,
      ],
    ],
    [
      'of 60 characters with ssh',
      named(x(60), { plugins: { ssh: [] }, tasks: [aTask('')] }),
      [
        `deny metadata.name: Invalid value: "${x(60)}": the volume that ssh mounts would be called "${x(60)}-ssh": ${tooLong} 1 too many: give it another name, such as "${x(59)}"`,
      ],
    ],
    [
      'of 57 characters with ray',
      named(x(57), { plugins: { ray: [] }, tasks: [aTask('head', { name: 'a' })] }),
      [
        `deny metadata.name: Invalid value: "${x(57)}": the Service that ray makes would be called "${x(57)}-head-svc": ${tooLong} 3 too many: give it another name, such as "${x(54)}"`,
      ],
    ],
    [
      'of 51 characters with a volume',
      named(x(51), { volumes }),
      [
        `deny metadata.name: Invalid value: "${x(51)}": a volume of spec.volumes would be called "${x(51)}-000000000000": ${tooLong} 1 too many: give it another name, such as "${x(50)}"`,
      ],
    ],
  ])('%s', (_, job, sentences) => {
    expect(create(job).filter((sentence) => sentence.includes('would be called'))).toEqual(sentences)
  })

  it('that begins with a digit, with svc before Kubernetes 1.36', () => {
    expect(create(named('2024-train', { plugins: { svc: [] } }), 35)).toEqual([
      `${letterFirst('2024-train')}; give it another name, such as "job-2024-train"`,
    ])
  })
})

describe('with svc, pods have host names:', () => {
  const svc = { svc: [] }
  const sized = (replicas: number, name = 'worker', length = 54): Job =>
    named(x(length), { plugins: svc, tasks: [aTask(name, { replicas, minAvailable: 1 })] })

  it.each<[string, Job]>([
    ['the tenth may have 63 characters', sized(10)],
    [
      'the eleventh may be too long when the template has a host name',
      {
        ...sized(11),
        spec: {
          ...sized(11).spec,
          tasks: [
            aTask('worker', {
              replicas: 11,
              template: { spec: { hostname: 'h', containers: [{ name: 'c', image: 'i' }] } },
            }),
          ],
        },
      },
    ],
    ['a task of no replicas has none', sized(0, 'a.b')],
  ])('%s', (_, job) => {
    const fine = {
      ...job,
      spec: {
        ...job.spec,
        minAvailable: 0,
        tasks: (job.spec?.tasks ?? []).map((task) => ({ ...task, minAvailable: 0 })),
      },
    }
    expect(create(fine)).toEqual([])
  })

  it('the eleventh is one too long', () => {
    expect(create(sized(11))).toEqual([
      `deny spec.tasks[0].replicas: Invalid value: 11: with svc pod 10 would have the host name "${x(54)}-worker-10": must be no more than 63 characters; 1 too many: up to 10 replicas fit; for more, call the task "worke"`,
    ])
  })

  it('a task with dots cannot have one', () => {
    expect(create(sized(2, 'a.b', 5))).toEqual([
      'deny spec.tasks[0].name: Invalid value: "a.b": with svc pod 1 would have the host name "xxxxx-a.b-1": must not contain dots; call the task "a-b"',
    ])
  })

  it('with a job name of dots, the job is told of alone', () => {
    expect(create(named('a.b', { plugins: svc })).filter((sentence) => sentence.includes('host name'))).toEqual([])
  })

  it('without svc they have none', () => {
    expect(create(named(x(54), { tasks: [aTask('worker', { replicas: 11 })] }))).toEqual([])
  })

  const update = (before: number, after: number, priorityClassName?: string): readonly string[] => {
    const change = sized(after)
    return decide(
      validateJobs,
      { ...change, spec: { ...change.spec, ...(priorityClassName && { priorityClassName }) } },
      {
        operation: 'UPDATE',
        oldObject: sized(before),
        settings,
        cluster: aCluster({ priorityClasses: [{ metadata: { name: 'high' } }] }),
      },
    ).findings.map(({ severity, path }) => `${severity} ${path}`)
  }

  it.each<[string, number, number, string | undefined, string[]]>([
    ['a job may grow as far as they fit', 1, 10, undefined, []],
    ['a job may not grow beyond', 10, 11, undefined, ['deny spec.tasks[0].replicas']],
    ['a job that is beyond may not grow further', 11, 12, undefined, ['deny spec.tasks[0].replicas']],
    ['a job that is beyond may shrink, with advice', 12, 11, undefined, ['warn spec.tasks[0].replicas']],
    ['a job that is beyond may change otherwise, with advice', 11, 11, 'high', ['warn spec.tasks[0].replicas']],
  ])('%s', (_, before, after, priorityClassName, expected) => {
    expect(update(before, after, priorityClassName)).toEqual(expected)
  })
})

it('the queue of a job is named in a label of its pods', () => {
  expect(create(aJob({ queue: longQueue }))).toEqual([
    `deny spec.queue: Invalid value: "${longQueue}": the label volcano.sh/queue-name of each pod would have this value: must be no more than 63 bytes; 7 too many: take a queue of another name`,
  ])
})

it('by default all of this is a warning', () => {
  const job = named('a.b', { plugins: { svc: [] } })
  expect(decide(validateJobs, job)).toMatchObject({
    allowed: true,
    findings: [{ severity: 'warn' }, { severity: 'warn' }],
  })
})
