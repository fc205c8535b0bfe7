import { describe, expect, it } from 'vitest'
import { mutatePods } from '../../src/admission/pods/mutate.ts'
import { applyPatch, type JsonPatch } from '../../src/kubernetes/json-patch.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Companion } from '../../src/plugins/companion.ts'
import { fromPluginsOf } from '../../src/plugins/registry.ts'
import { aCluster, decide } from '../builders.ts'
import { comparablePod } from './comparable-pod.ts'
import { documentedDifferenceOf } from './documented-differences.ts'
import { type RecordedJob, recordedJobs } from './recorded-pods.ts'

const pods = recordedJobs.flatMap(({ name, job, pods }) =>
  pods.map((pod) => {
    const patchOf = (object: Pod): JsonPatch =>
      decide(mutatePods, object, { namespace: 'fx-pods', cluster: aCluster({ jobs: [job] }) }).patch
    const isSorted = pod.pluginOrder.join() !== pod.pluginOrder.toSorted().join()
    const ours = applyPatch(pod.uninjected, patchOf(pod.uninjected))
    const difference = documentedDifferenceOf(`pods/${name}/${pod.name}`)
    return { ...pod, patchOf, ours, compared: (object: Pod) => comparablePod(object, isSorted), difference }
  }),
)

describe('recorded pods', () => {
  it.each(pods.filter(({ difference }) => difference === undefined))(
    '$name: as from Volcano',
    ({ ours, injected, compared }) => expect(compared(ours)).toEqual(compared(injected)),
  )

  it.each(pods.filter(({ difference }) => difference !== undefined))(
    '$name: not as from Volcano: $difference',
    ({ ours, injected, compared }) => expect(compared(ours)).not.toEqual(compared(injected)),
  )

  it.each(pods)('$name: Volcano left nothing to do', ({ injected, patchOf }) => expect(patchOf(injected)).toEqual([]))

  it.each(pods)('$name: once is enough', ({ ours, patchOf }) => expect(patchOf(ours)).toEqual([]))
})

describe('recorded companions', () => {
  it.each(recordedJobs)('$name', (recorded) =>
    expect(ourCompanions(recorded)).toEqual(recorded.companions.map(withoutKeys)),
  )
})

/** What our plugins make; of a job that was given up, only what had not been taken away. */
function ourCompanions({ job, companions, warnings }: RecordedJob): readonly Companion[] {
  const idOf = ({ kind, metadata }: Companion) => `${kind} ${metadata.name}`
  const recorded = companions.map(idOf)
  return fromPluginsOf(job, (plugin, args) => plugin.companions(job, args))
    .filter((companion) => warnings === undefined || recorded.includes(idOf(companion)))
    .toSorted((a, b) => recorded.indexOf(idOf(a)) - recorded.indexOf(idOf(b)))
    .map(withoutKeys)
}

/** Keys are generated, so of them only the names are compared. */
const withoutKeys = (companion: Companion): Companion =>
  companion.kind !== 'Secret'
    ? companion
    : {
        ...companion,
        stringData: Object.fromEntries(
          Object.entries(companion.stringData as Readonly<Record<string, string>>).map(([name, text]) => [
            name,
            name === 'config' ? text : 'a key',
          ]),
        ),
      }
