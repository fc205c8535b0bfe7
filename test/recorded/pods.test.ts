import { describe, expect, it, test } from 'vitest'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Companion } from '../../src/plugins/companion.ts'
import { fromPluginsOf, plugins } from '../../src/plugins/registry.ts'
import { withSortedItems } from './comparable-pod.ts'
import { documentedDifferenceOf } from './documented-differences.ts'
import { injectedPod, ourPod, patchOf } from './our-pod.ts'
import { type RecordedJob, recordedJobs } from './recorded-pods.ts'

const pods = recordedJobs.flatMap(({ name, job, pods }) =>
  pods.map((pod) => {
    const ours = ourPod(pod.uninjected, job)
    const inOurOrder = plugins.map((plugin) => plugin.name).filter((plugin) => pod.pluginOrder.includes(plugin))
    const isOurOrder = pod.pluginOrder.join() === inOurOrder.join()
    return {
      ...pod,
      job,
      ours,
      ourInjected: injectedPod(ours, job),
      isOurOrder,
      compared: (each: Pod) => (isOurOrder ? each : withSortedItems(each)),
      difference: documentedDifferenceOf(`pods/${name}/${pod.name}`),
    }
  }),
)

describe('recorded pods, made of nothing but their job', () => {
  it.each(pods)('$name: as from Volcano before its plugins', ({ ours, uninjected }) => expect(ours).toEqual(uninjected))

  it.each(pods.filter(({ difference }) => difference === undefined))(
    '$name: as from Volcano',
    ({ ourInjected, injected, compared }) => expect(compared(ourInjected)).toEqual(compared(injected)),
  )

  it.each(pods.filter(({ difference }) => difference !== undefined))(
    '$name: not as from Volcano: $difference',
    ({ ourInjected, injected, compared }) => expect(compared(ourInjected)).not.toEqual(compared(injected)),
  )

  it.each(pods)('$name: once is enough', ({ ourInjected, job }) => expect(patchOf(ourInjected, job)).toEqual([]))
})

describe('recorded pods, as Volcano made them', () => {
  it.each(pods)('$name: nothing is left to do', ({ injected, job }) => expect(patchOf(injected, job)).toEqual([]))
})

test('how many pods are as from Volcano', () => {
  const ends = Object.groupBy(pods, ({ difference, isOurOrder }) => {
    if (difference !== undefined) return 'not, on purpose'
    return isOurOrder ? 'item by item' : 'but for the order of items, as Volcano took another'
  })
  expect(Object.fromEntries(Object.entries(ends).map(([end, among]) => [end, among.length]))).toEqual({
    'item by item': 155,
    'but for the order of items, as Volcano took another': 41,
    'not, on purpose': 9,
  })
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
