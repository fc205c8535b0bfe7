import { describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../src/admission/settings.ts'
import { judgeCreation } from '../../src/cli/judge-creation.ts'
import { openCluster } from '../../src/cli/open-cluster.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import type { KubernetesObject } from '../../src/manifests/manifest.ts'
import { readManifests } from '../../src/manifests/read-manifests.ts'
import { recordedJobs, recordedOrders } from '../recorded/recorded-pods.ts'

/** Under the preset `recommended`, too, what runs is admitted. */
const settings: Settings = { ...defaultSettings, preset: 'recommended' }
const cluster = await openCluster(['examples'], settings, () => undefined)

const rulesThatRefuse = (object: KubernetesObject): readonly string[] => [
  ...new Set(
    judgeCreation(object, cluster, settings)
      ?.findings.filter(({ severity }) => severity === 'deny')
      .map(({ rule }) => rule),
  ),
]

const { manifests } = await readManifests(['examples'])
const runs = manifests.filter(({ file }) => !/^examples\/(refused|warned)\//.test(file))

describe('an example is admitted', () => {
  it.each(runs.map(({ file, object }) => [file, String(object.kind), object] as const))('%s: %s', (_, __, object) =>
    expect(rulesThatRefuse(object as KubernetesObject)).toEqual([]),
  )
})

/** The names of claims that the controller gave a stored job were not in its manifest. */
const asSubmitted = ({ spec = {}, ...job }: Job): KubernetesObject => {
  const volumes = spec.volumes?.map(({ volumeClaimName, ...volume }) =>
    volume.volumeClaim === undefined ? { ...volume, volumeClaimName } : volume,
  )
  return { ...job, spec: { ...spec, ...(volumes && { volumes }) } } as KubernetesObject
}

/** Recorded jobs of which pods were made and that never run all the same: the recording has no scheduler. */
const neverScheduled: Readonly<Record<string, readonly string[]>> = {
  // It waits for two pods. The second is made when the first runs, and the scheduler starts none before both are there.
  deps: ['gang-can-start'],
}

describe('a recorded job of which Volcano made the pods is admitted', () => {
  const made = [...recordedJobs.filter(({ warnings }) => warnings === undefined), ...recordedOrders]

  it.each(made.map(({ name, job }) => [name, job] as const))('%s', (name, job) =>
    expect(rulesThatRefuse(asSubmitted(job))).toEqual(neverScheduled[name] ?? []),
  )
})

describe('a recorded job that Volcano gave up is refused', () => {
  const givenUp = recordedJobs.filter(({ warnings }) => warnings !== undefined)

  it.each(givenUp.map(({ name, job }) => [name, job] as const))('%s', (_, job) =>
    expect(rulesThatRefuse(asSubmitted(job))).not.toEqual([]),
  )
})
