import { describe, expect, it } from 'vitest'
import type { Container } from '../../../src/kubernetes/shapes/container.ts'
import type { JobVolume } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aTask } from '../../builders.ts'
import { findingsOf } from './findings-of.ts'

const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }

describe('claims-are-sound:', () => {
  const found = (...volumes: JobVolume[]) => findingsOf('claims-are-sound', aJob({ volumes }))
  const of = (volumeClaim: JobVolume['volumeClaim'] & object): JobVolume => ({ mountPath: '/data', volumeClaim })

  it.each<[string, readonly JobVolume[]]>([
    ['a claim of a job without volumes', []],
    ['a sound claim', [of(claim)]],
    ['a claim that is there already', [{ mountPath: '/data', volumeClaimName: 'data' }]],
    ['a source that the API server drops', [of({ ...claim, dataSource: { kind: 'Secret', name: '' } })]],
    ['a source of another namespace, which it drops, too', [of({ ...claim, dataSourceRef: { namespace: 'other' } })]],
    ['a claim that was made, whatever it was made of', [{ ...of({}), volumeClaimName: 'train-pvc-0' }]],
  ])('nothing is said of %s', (_, volumes) => expect(found(...volumes)).toEqual([]))

  it.each<[string, JobVolume, string]>([
    ['no mode', of({ ...claim, accessModes: [] }), 'accessModes: Required value: at least 1 access mode is required'],
    ['no size', of({ ...claim, resources: {} }), 'resources.requests[storage]: Required value'],
    [
      'the size nothing',
      of({ ...claim, resources: { requests: { storage: 0 } } }),
      'resources.requests[storage]: Invalid value: "0": must be greater than zero',
    ],
    [
      'a claim of no name as its source',
      of({ ...claim, dataSource: { kind: 'PersistentVolumeClaim', name: '' } }),
      'dataSource.name: Required value',
    ],
    [
      'two sources that differ',
      of({
        ...claim,
        dataSource: { kind: 'Secret', apiGroup: 'c', name: 'a' },
        dataSourceRef: { kind: 'B', apiGroup: 'c', name: 'a' },
      }),
      'dataSource: Invalid value: "a": must match dataSourceRef',
    ],
    ['an unknown mode', of({ ...claim, volumeMode: 'Tape' }), 'volumeMode: Unsupported value: "Tape"'],
    ['a class of no name', of({ ...claim, storageClassName: 'A B' }), 'storageClassName: Invalid value: "A B"'],
  ])('a claim of %s is never made', (_, volume, sentence) =>
    expect(found({ mountPath: '/out', volumeClaim: claim }, volume)).toEqual([
      expect.stringContaining(`spec.volumes[1].volumeClaim.${sentence}`),
    ]),
  )
})

describe('volumes-have-paths-of-their-own:', () => {
  const found = (container: Container, volumes: readonly JobVolume[]) => {
    const spec = { containers: [{ name: 'first', image: 'busybox' }, container] }
    return findingsOf(
      'volumes-have-paths-of-their-own',
      aJob({ volumes, tasks: [aTask('a'), aTask('b', { template: { spec } })] }),
    )
  }
  const mounting = (mountPath: string): Container => ({
    volumeMounts: [
      { name: 'x', mountPath: '/x' },
      { name: 'y', mountPath },
    ],
  })
  const volumes = [{ mountPath: '/data', volumeClaimName: 'data' }]

  it.each<[string, Container, readonly JobVolume[]]>([
    ['other paths', mounting('/mine'), volumes],
    ['a path that is written otherwise, as the API server compares texts', mounting('/data/'), volumes],
    ['a job without volumes', mounting('/data'), []],
    [
      'a claim that is mounted once only',
      mounting('/again'),
      [...volumes, { mountPath: '/again', volumeClaimName: 'data' }],
    ],
  ])('nothing is said of %s', (_, container, some) => expect(found(container, some)).toEqual([]))

  it.each<[string, Container, string]>([
    ['a volume', mounting('/data'), 'volumeMounts[1].mountPath'],
    ['a device', { volumeDevices: [{ name: 'x', devicePath: '/data' }] }, 'volumeDevices[0].devicePath'],
  ])('the API server refuses pods that have %s there already', (_, container, path) =>
    expect(found(container, volumes)).toEqual([
      `spec.tasks[1].template.spec.containers[1].${path}: Duplicate value: "/data": must be unique: spec.volumes[0] is mounted in every container at this path; change one of them`,
    ]),
  )
})
