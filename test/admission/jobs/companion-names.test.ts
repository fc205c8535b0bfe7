import { describe, expect, it, test } from 'vitest'
import { validateCronJobs } from '../../../src/admission/cronjobs/validate.ts'
import { companionNamesAreFree } from '../../../src/admission/jobs/rules/companion-names-are-free.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { PartialObject } from '../../../src/kubernetes/shapes/partial-object.ts'
import type { Job } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { plugins } from '../../../src/plugins/registry.ts'
import { aCluster, aJob, aTask, type ClusterObjects, decide } from '../../builders.ts'
import { findingsOf } from './findings-of.ts'

const { id } = companionNamesAreFree

const named = (name: string, metadata: PartialObject['metadata'] = {}): readonly PartialObject[] => [
  { metadata: { name, namespace: 'lab', ...metadata } },
]
const ownedBy = (kind: string, name: string, apiVersion = 'batch.volcano.sh/v1alpha1') => ({
  ownerReferences: [{ apiVersion, kind, name, uid: 'of-an-earlier-one' }],
})
const find = (objects: ClusterObjects, job: Job = aJob({ plugins: { svc: [], ssh: [] } }, 'db')) =>
  findingsOf(id, job, { cluster: aCluster(objects) })

/** What stands there already, and how many findings that makes. */
describe('a job db with svc and ssh', () => {
  it.each<[string, ClusterObjects, string, string]>([
    ['a Service', { services: named('db') }, 'Service "db"', "take it for the job's"],
    ['a ConfigMap', { configMaps: named('db-svc') }, 'ConfigMap "db-svc"', 'overwrite it'],
    ['a Secret', { secrets: named('db-ssh') }, 'Secret "db-ssh"', 'overwrite it'],
    ['a NetworkPolicy', { networkPolicies: named('db') }, 'NetworkPolicy "db"', "take it for the job's"],
  ])('meets %s of somebody else', (_, objects, what, fate) =>
    expect(find(objects)).toEqual([
      `metadata.name: Invalid value: "db": a ${what} is there already and is not this job's: Volcano's controller would ${fate} and delete it with the job, this server leaves it alone; give the job another name`,
    ]),
  )

  it.each<[string, ClusterObjects, number]>([
    ['nothing', {}, 0],
    ['all of them', { services: named('db'), configMaps: named('db-svc'), secrets: named('db-ssh') }, 3],
    ['a Service of another namespace', { services: named('db', { namespace: 'shop' }) }, 0],
    ['a Service of another name', { services: named('database') }, 0],
    ['a Secret that has the name of the Service', { secrets: named('db') }, 0],
    ['what a job of the same name left', { services: named('db', ownedBy('Job', 'db')) }, 0],
    ['what belongs to another job', { services: named('db', ownedBy('Job', 'other')) }, 1],
    ['what belongs to a Job of Kubernetes', { services: named('db', ownedBy('Job', 'db', 'batch/v1')) }, 1],
    ['what belongs to another kind', { services: named('db', ownedBy('CronJob', 'db')) }, 1],
    ['what is being deleted', { services: named('db', { deletionTimestamp: '2030-01-01T00:00:00Z' }) }, 0],
  ])('meets %s', (_, objects, count) => expect(find(objects)).toHaveLength(count))
})

describe('only what the plugins of a job make is looked for:', () => {
  const everything = {
    ...{ services: [...named('db'), ...named('db-head-svc')], networkPolicies: named('db') },
    ...{ configMaps: named('db-svc'), secrets: named('db-ssh') },
  }
  it.each<[string, Record<string, string[]> | undefined, readonly string[]]>([
    ['without plugins', undefined, []],
    ['env', { env: [] }, []],
    ['ssh', { ssh: [] }, ['Secret "db-ssh"']],
    ['svc', { svc: [] }, ['ConfigMap "db-svc"', 'Service "db"', 'NetworkPolicy "db"']],
    ['svc without policy', { svc: ['--disable-network-policy=true'] }, ['ConfigMap "db-svc"', 'Service "db"']],
    ['ray', { ray: [] }, ['Service "db-head-svc"']],
  ])('%s', (_, switchedOn, want) => {
    const job = aJob(switchedOn && { plugins: switchedOn }, 'db')
    expect(find(everything, job).map((sentence) => sentence.match(/: a (.*?) is there/)?.[1])).toEqual(want)
  })

  it('nothing, of a job whose name is still to be generated', () => {
    const { metadata: _, ...job } = aJob({ plugins: { svc: [] } })
    expect(find({ services: named('') }, { ...job, metadata: { generateName: 'db-', namespace: 'lab' } })).toEqual([])
  })

  it('nothing, when a job changes', () => {
    const job = aJob({ plugins: { svc: [] } }, 'db')
    const changed = { ...job, spec: { ...job.spec, tasks: [aTask('worker', { replicas: 2 })] } }
    const cluster = aCluster(everything)
    expect(findingsOf(id, changed, { cluster, operation: 'UPDATE', oldObject: job })).toEqual([])
  })

  it('nothing, of a cron job, whose jobs have other names', () => {
    const cronJob = {
      metadata: { name: 'db', namespace: 'lab' },
      spec: {
        schedule: '* * * * *',
        jobTemplate: { metadata: { name: 'db' }, spec: aJob({ plugins: { svc: [] } }).spec },
      },
    }
    const { findings } = decide(validateCronJobs, cronJob, { cluster: aCluster(everything) })
    const { secrets: _, ...withoutSecrets } = aCluster()
    const { skipped } = decide(validateCronJobs, cronJob, { cluster: withoutSecrets })
    expect([findings.filter(({ rule }) => rule === id), skipped]).toEqual([[], []])
    expect(validateCronJobs.readsMore?.(defaultSettings)).toEqual([])
  })
})

test('every companion of every plugin is of a kind that is looked at', () => {
  const kinds: Readonly<Record<string, keyof ClusterObjects>> = {
    ...{ Service: 'services', ConfigMap: 'configMaps' },
    ...{ Secret: 'secrets', NetworkPolicy: 'networkPolicies' },
  }
  const made = plugins.flatMap(({ name, companions }) =>
    companions(aJob({}, 'db'), []).map((each) => [name, each] as const),
  )
  expect(made).not.toEqual([])
  for (const [plugin, { kind, metadata }] of made) {
    const objects = { [kinds[kind] ?? '']: named(metadata.name) }
    expect(find(objects, aJob({ plugins: { [plugin]: [] } }, 'db'))).toHaveLength(1)
  }
})

describe('what is read for that', () => {
  const all = ['services', 'configMaps', 'secrets', 'networkPolicies'] as const
  const off = { ...defaultSettings, levels: new Map([[id, 'off' as const]]) }

  it('is nothing that is always read', () =>
    expect(validateJobs.reads.filter((name) => all.some((each) => each === name))).toEqual([]))

  it.each([
    ['is read where it is known', defaultSettings, all],
    ['is not where it is not', { ...defaultSettings, namesakesAreKnown: false }, []],
    ['is not where the rule is off', off, []],
  ])('%s', (_, settings, want) => expect(validateJobs.readsMore?.(settings)).toEqual(want))

  it.each<[string, boolean, readonly string[]]>([
    ['is missed where it should be known', true, [id]],
    ['is not missed where it cannot be', false, []],
  ])('%s', (_, namesakesAreKnown, want) => {
    const { secrets: __, ...cluster } = aCluster()
    const settings = { ...defaultSettings, namesakesAreKnown }
    expect(decide(validateJobs, aJob({ plugins: { svc: [] } }), { cluster, settings }).skipped).toEqual(want)
  })
})
