import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mutateJobs } from '../../../src/admission/jobs/mutate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import { applyPatch, type JsonPatch } from '../../../src/kubernetes/json-patch.ts'
import { anyJob } from '../../arbitraries.ts'
import { aCluster, aJob, aReview, aTask, decide } from '../../builders.ts'

const patchOf = (job: unknown, more: Parameters<typeof decide>[2] = {}): JsonPatch =>
  decide(mutateJobs, job, more).patch

/** `path = value` for each operation. */
const told = (patch: JsonPatch): readonly string[] =>
  patch.map(({ path, value }) => `${path} = ${JSON.stringify(value)}`)

const bare = { metadata: { name: 'train' }, spec: { tasks: [{ replicas: 2, template: { spec: { containers: [] } } }] } }

describe('a job is completed', () => {
  it.each<[string, unknown, string[]]>([
    [
      'with every default',
      bare,
      [
        '/spec/queue = "default"',
        '/spec/schedulerName = "volcano"',
        '/spec/maxRetry = 3',
        '/spec/tasks/0/name = "default0"',
        '/spec/tasks/0/minAvailable = 2',
        '/spec/tasks/0/maxRetry = 3',
        '/spec/minAvailable = 2',
      ],
    ],
    ['with nothing when all is there', aJob(), []],
    [
      'on the host network with its DNS policy',
      aJob({ tasks: [aTask('a', { template: { spec: { hostNetwork: true, containers: [] } } })] }),
      ['/spec/tasks/0/template/spec/dnsPolicy = "ClusterFirstWithHostNet"'],
    ],
    [
      'by partitions, where a minimum of them is given',
      aJob({
        tasks: [
          {
            name: 'a',
            replicas: 6,
            maxRetry: 1,
            partitionPolicy: { totalPartitions: 3, partitionSize: 2, minPartitions: 2 },
          },
        ],
      }),
      ['/spec/tasks/0/minAvailable = 4'],
    ],
    [
      'with the sum of what its tasks wait for, when it says 0',
      aJob({ minAvailable: 0, tasks: [aTask('a'), aTask('b', { replicas: 3, minAvailable: 2 })] }),
      ['/spec/minAvailable = 3'],
    ],
    ['keeping a task that waits for nothing', aJob({ minAvailable: 0, tasks: [aTask('a', { minAvailable: 0 })] }), []],
    [
      'with retries where it says 0',
      aJob({ maxRetry: 0, tasks: [aTask('a', { maxRetry: 0 })] }),
      ['/spec/maxRetry = 3', '/spec/tasks/0/maxRetry = 3'],
    ],
    ['with what mpi needs', aJob({ plugins: { mpi: [] } }), ['/spec/plugins/ssh = []', '/spec/plugins/svc = []']],
    ['with what ray needs, keeping given arguments', aJob({ plugins: { ray: [], svc: ['--x'] } }), []],
    ['with nothing when it has no spec', { metadata: { name: 'train' } }, []],
    ['with nothing when it is being deleted', { ...bare, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }, []],
  ])('%s', (_, job, want) => {
    expect(told(patchOf(job))).toEqual(want)
  })

  it('with the first of the scheduler names', () => {
    const settings = { ...defaultSettings, schedulerNames: ['night', 'volcano'] }
    expect(told(patchOf(aJob({ schedulerName: '' }), { settings }))).toEqual(['/spec/schedulerName = "night"'])
  })

  describe('with the queue', () => {
    const queued = (queue: string) => expect.arrayContaining([`/spec/queue = "${queue}"`])
    const namespaces = [
      { metadata: { name: 'lab', annotations: { 'scheduling.volcano.sh/queue-name': 'research' } } },
      { metadata: { name: 'empty', annotations: { 'scheduling.volcano.sh/queue-name': '' } } },
      { metadata: { name: 'bare' } },
    ]
    const settings = { ...defaultSettings, defaultQueue: 'shared', namespaceQueues: true }
    const of = (namespace: string, more: Partial<typeof settings> = {}) =>
      told(patchOf(bare, { namespace, cluster: aCluster({ namespaces }), settings: { ...settings, ...more } }))

    it.each<[string, readonly string[], string]>([
      ['of its namespace', of('lab'), 'research'],
      ['of the server, where the namespace has none', of('bare'), 'shared'],
      ['of the server, where that of the namespace is empty', of('empty'), 'shared'],
      ['of the server, where the namespace is not there', of('gone'), 'shared'],
      ['of the server, where namespaces do not count', of('lab', { namespaceQueues: false }), 'shared'],
    ])('%s', (_, patch, want) => {
      expect(patch).toEqual(queued(want))
    })

    it.each<[string, Partial<typeof settings>, readonly string[]]>([
      ['of its namespace', {}, ['/spec/queue = "research"']],
      ['of the server', { namespaceQueues: false }, ['/spec/queue = "shared"']],
      ['that is named, where no other is set', { namespaceQueues: false, defaultQueue: 'default' }, []],
    ])('%s, when it is in the one that the CRD gives', (_, more, want) => {
      const patch = patchOf(aJob(), { cluster: aCluster({ namespaces }), settings: { ...settings, ...more } })
      expect(told(patch)).toEqual(want)
    })

    it('that it was stored with, when the CRD gives an update another', () => {
      const oldObject = aJob({ queue: 'research' })
      const update = (more: Partial<typeof settings>) =>
        told(patchOf(aJob(), { operation: 'UPDATE', oldObject, settings: { ...settings, ...more } }))
      expect(update({})).toEqual(['/spec/queue = "research"'])
      expect(update({ namespaceQueues: false, defaultQueue: 'default' })).toEqual([])
    })

    it('that it names itself', () => {
      const patch = patchOf(aJob({ queue: 'own' }), { cluster: aCluster({ namespaces }), settings })
      expect(told(patch)).toEqual([])
    })

    it('that it was stored with, when an update names none', () => {
      const oldObject = aJob({ queue: 'research' })
      const patch = patchOf(aJob({ queue: '' }), { operation: 'UPDATE', oldObject, settings })
      expect(told(patch)).toEqual(['/spec/queue = "research"'])
    })

    it.each<[string, Parameters<typeof mutateJobs.open>[0], typeof settings, readonly unknown[]]>([
      ['looks for the namespace', aReview(mutateJobs, bare), settings, [{ from: 'namespaces', name: 'lab' }]],
      ['looks for nothing when the job names a queue', aReview(mutateJobs, aJob({ queue: 'own' })), settings, []],
      ['looks for nothing where namespaces do not count', aReview(mutateJobs, bare), defaultSettings, []],
    ])('and %s', (_, review, settingsOfServer, want) => {
      expect(mutateJobs.open(review, settingsOfServer).lookUps).toEqual(want)
      expect(mutateJobs.readsMore?.(settingsOfServer)).toEqual(settingsOfServer === settings ? ['namespaces'] : [])
    })
  })

  describe('on update', () => {
    const stored = applyPatch<unknown>(bare, patchOf(bare))
    const updateOf = (oldObject: unknown, object: unknown) =>
      told(patchOf(object, { operation: 'UPDATE', oldObject: structuredClone(oldObject) }))

    it('with what its manifest lacks of the stored job, so that the manifest can be applied again', () => {
      expect(updateOf(stored, bare)).toEqual(told(patchOf(bare)))
    })

    it.each<[string, unknown, unknown]>([
      ['when it was stored without defaults', bare, bare],
      ['when it says 0', stored, applyPatch(stored, [{ op: 'add', path: '/spec/minAvailable', value: 0 }])],
      ['when it is as it is stored', stored, stored],
    ])('with nothing %s', (_, oldObject, object) => {
      expect(updateOf(oldObject, object)).toEqual([])
    })

    it('with the retries of the stored job where it says 0, as when the job was made', () => {
      const zero = applyPatch<unknown>(stored, [
        { op: 'add', path: '/spec/maxRetry', value: 0 },
        { op: 'add', path: '/spec/tasks/0/maxRetry', value: 0 },
      ])
      expect(updateOf(stored, zero)).toEqual(['/spec/maxRetry = 3', '/spec/tasks/0/maxRetry = 3'])
    })

    describe('with the name of a claim that the controller made', () => {
      const claims = (...volumes: readonly object[]) => aJob({ volumes })
      const described = { mountPath: '/data', volumeClaim: { accessModes: ['ReadWriteOnce'] } }
      const made = { ...described, volumeClaimName: 'train-pvc-0123456789ab' }

      it('when the manifest describes the claim', () => {
        const existing = { mountPath: '/in', volumeClaimName: 'images' }
        expect(updateOf(claims(existing, made), claims(existing, described))).toEqual([
          '/spec/volumes/1/volumeClaimName = "train-pvc-0123456789ab"',
        ])
      })

      it.each<[string, unknown, unknown]>([
        ['the manifest names it', claims(made), claims({ ...made, volumeClaimName: 'other' })],
        ['no claim was made yet', claims(described), claims(described)],
        ['the volume is another one', claims(made), claims({ ...described, mountPath: '/other' })],
        ['the stored volume has a claim of the user', claims({ ...made, volumeClaim: undefined }), claims(described)],
        ['there are other volumes', claims(made), claims(described, { mountPath: '/in', volumeClaimName: 'images' })],
      ])('but not when %s', (_, oldObject, object) => {
        expect(updateOf(oldObject, object)).toEqual([])
      })
    })
  })
})

const defaulted =
  /^\/spec\/(queue|schedulerName|maxRetry|minAvailable|plugins\/(svc|ssh)|tasks\/\d+\/(name|minAvailable|maxRetry|template\/spec\/dnsPolicy))$/

describe('whatever the job', () => {
  it('completing it twice changes nothing more', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        const once = applyPatch(job, patchOf(job))
        expect(patchOf(once)).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('the patch adds defaults at their leaves and touches nothing else', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        const patch = patchOf(job)
        for (const { op, path } of patch) expect([op, path]).toEqual(['add', expect.stringMatching(defaulted)])
        expect(Object.keys(job)).toEqual(Object.keys(applyPatch(job, patch)))
      }),
      { numRuns: 1000 },
    )
  })
})
