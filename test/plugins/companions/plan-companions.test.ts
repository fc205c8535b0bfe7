import { describe, expect, it, test } from 'vitest'
import type { Job } from '../../../src/kubernetes/shapes/volcano-job.ts'
import type { Companion } from '../../../src/plugins/companion.ts'
import type { ExistingCompanion } from '../../../src/plugins/companions/existing.ts'
import { type CompanionsMode, planCompanions } from '../../../src/plugins/companions/plan-companions.ts'
import { aJob, aTask } from '../../builders.ts'

const aJobWith = (plugins: Readonly<Record<string, readonly string[]>>, replicas = 2): Job =>
  aJob({ tasks: [aTask('worker', { replicas })], plugins: plugins as Record<string, string[]> })

const job = aJobWith({ svc: [], ssh: [] })

/** The object that this server makes for a companion, as the API server gives it back. */
const stored = (companion: Companion, more: Partial<ExistingCompanion> = {}): ExistingCompanion => ({
  kind: companion.kind,
  name: companion.metadata.name,
  uid: `uid-of-${companion.kind}`,
  owners: [{ kind: 'Job', name: 'train', uid: 'job-uid' }],
  isMadeHere: true,
  isGoing: false,
  content: { ...companion, metadata: { ...companion.metadata, resourceVersion: '7' } },
  ...more,
})

type Find = (companion: Companion) => ExistingCompanion | undefined
const nothingThere: Find = () => undefined
const allThere: Find = (companion) => stored(companion)
/** All objects are as they should be, except those of the kind. */
const except =
  (kind: string, more: Partial<ExistingCompanion>): Find =>
  (companion) =>
    stored(companion, companion.kind === kind ? more : {})

const plan = (of: Job, find: Find, mode: CompanionsMode = 'on') =>
  planCompanions(of, find, mode).map(
    ({ do: what, companion }) => `${what} ${companion.kind} ${companion.metadata.name}`,
  )

const names = ['Secret train-ssh', 'ConfigMap train-svc', 'Service train', 'NetworkPolicy train']
const each = (what: string) => names.map((name) => `${what} ${name}`)

const inPhase = (phase: string): Job => ({ ...job, status: { state: { phase } } })
const going: Job = { ...job, metadata: { ...job.metadata, deletionTimestamp: '2030-01-01T00:00:00Z' } as never }

describe('the companions of a job', () => {
  it.each<[string, Job, Find, readonly string[]]>([
    ['what is absent is created', job, nothingThere, each('create')],
    ['what is right is left alone', job, allThere, each('nothing')],
    ['a pending job gets them', inPhase('Pending'), nothingThere, each('create')],
    ['a running job gets them', inPhase('Running'), nothingThere, each('create')],
    ...['Completed', 'Failed', 'Aborted', 'Terminated', 'Restarting'].map(
      (phase): [string, Job, Find, readonly string[]] => [
        `nothing is done when it is ${phase}`,
        inPhase(phase),
        nothingThere,
        [],
      ],
    ),
    ['nothing is done when it is being deleted', going, nothingThere, []],
    ['nothing is done before it has a uid', { ...job, metadata: { name: 'train' } }, nothingThere, []],
    ['nothing is done without plugins', aJobWith({}), nothingThere, []],
    ['a ray job gets the Service of its head', aJobWith({ ray: [] }), nothingThere, ['create Service train-head-svc']],
    [
      'one that is being deleted is waited for',
      job,
      except('Service', { isGoing: true, content: {} }),
      ['nothing Secret train-ssh', 'nothing ConfigMap train-svc', 'wait Service train', 'nothing NetworkPolicy train'],
    ],
    [
      'those of an earlier job of the same name are waited for',
      job,
      (companion) => stored(companion, { owners: [{ kind: 'Job', name: 'train', uid: 'earlier' }] }),
      each('wait'),
    ],
  ])('%s', (_, of, find, expected) => {
    expect(plan(of, find)).toEqual(expected)
  })

  it.each([
    ['another host list', 'ConfigMap', { data: {} }],
    ['another selector', 'Service', { spec: { clusterIP: 'None', selector: {} } }],
    ['more peers', 'NetworkPolicy', { spec: { ingress: [{ from: [{}, {}] }] } }],
    ['another list of hosts for ssh', 'Secret', { stringData: { config: 'old' } }],
    ['no labels', 'Service', { metadata: {} }],
  ])('one of the job that has %s is put right', (_, kind, change) => {
    const find: Find = (companion) =>
      stored(companion, companion.kind === kind ? { content: { ...companion, ...change } } : {})
    expect(plan(job, find).filter((line) => !line.startsWith('nothing'))).toEqual([
      expect.stringMatching(`^update ${kind}`),
    ])
  })

  test('the update names the uid of the object', () => {
    const [, action] = planCompanions(job, except('ConfigMap', { content: {} }), 'on')
    expect(action).toMatchObject({ do: 'update', uid: 'uid-of-ConfigMap' })
  })

  test('what the API server and others add does not count', () => {
    const find: Find = (companion) => {
      const { spec, metadata } = companion as unknown as Record<string, object>
      const content = {
        ...companion,
        metadata: { ...metadata, labels: { ...companion.metadata.labels, more: 'of it' }, annotations: { a: 'b' } },
        ...(spec && { spec: { ...spec, sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' } }),
      }
      return stored(companion, { content })
    }
    expect(plan(job, find)).toEqual(each('nothing'))
  })

  test('an object of somebody else is left, and the reason is told', () => {
    const actions = planCompanions(
      job,
      except('Service', { owners: [{ kind: 'Job', name: 'other', uid: 'someone' }], content: {} }),
      'on',
    )
    expect(actions.map((action) => action.do)).toEqual(['nothing', 'nothing', 'leave', 'nothing'])
    expect(actions[2]).toMatchObject({
      because:
        'the Service "train" is there already and does not belong to this job: it stays as it is, and pods of the job may not work with it; give the job another name, or remove the Service',
    })
  })
})

describe('a job that grows', () => {
  const grown = aJobWith({ svc: [], ssh: [] }, 3)
  const before = planCompanions(job, nothingThere, 'on').map(({ companion }) => companion)
  const find: Find = ({ kind }) => {
    const companion = before.find((one) => one.kind === kind)
    return companion && stored(companion)
  }

  test('its host lists grow, all else stays', () => {
    expect(plan(grown, find)).toEqual([
      'update Secret train-ssh',
      'update ConfigMap train-svc',
      'nothing Service train',
      'nothing NetworkPolicy train',
    ])
  })

  test('its ssh keys are never among what is changed', () => {
    const [{ companion } = {}] = planCompanions(grown, find, 'on')
    expect(Object.keys((companion?.stringData ?? {}) as object)).toEqual(['config'])
    expect(companion?.stringData).toMatchObject({ config: expect.stringContaining('train-worker-2') })
    expect(companion).not.toHaveProperty('type')
  })
})

describe('with another controller', () => {
  const marked: Job = { ...job, status: { controlledResources: { 'plugin-svc': 'svc' } } }
  const othersVolume: Job = { ...job, status: { controlledResources: { 'volume-pvc-a': 'a' } } }
  const made = except('ConfigMap', { isMadeHere: false, content: {} })
  const foreign = except('ConfigMap', { isMadeHere: false, owners: [], content: {} })

  it.each<[string, CompanionsMode, Job, Find, number]>([
    ['auto leaves a job that bears its mark', 'auto', marked, nothingThere, 0],
    ['auto does not take other marks for it', 'auto', othersVolume, nothingThere, 4],
    ['auto leaves a job of which it made one companion', 'auto', job, made, 0],
    ['auto looks after a job beside an object of nobody', 'auto', job, foreign, 4],
    ['auto looks after a job that is its own', 'auto', job, allThere, 4],
    ['on looks after a job that bears its mark', 'on', marked, nothingThere, 4],
    ['on looks after a job of which it made one companion', 'on', job, made, 4],
  ])('%s', (_, mode, of, find, count) => {
    expect(planCompanions(of, find, mode)).toHaveLength(count)
  })
})
