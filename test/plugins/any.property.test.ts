import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { injectPlugins } from '../../src/admission/pods/inject-plugins.ts'
import { applyPatch } from '../../src/kubernetes/json-patch.ts'
import { fromPluginsOf } from '../../src/plugins/registry.ts'
import { anyOptions, anyPluginJob, anyPod } from './arbitraries.ts'

const injected = fc.tuple(anyPluginJob, anyPod).map(([job, pod]) => {
  const { patch } = injectPlugins(pod, job)
  return { job, pod, patch, after: applyPatch(pod, patch) }
})

const places = [
  /^\/metadata\/annotations(\/hccl~1rankIndex)?$/,
  /^\/spec\/(hostname|subdomain|(volumes|initContainers)(\/-)?)$/,
  /^\/spec\/(initContainers|containers)\/\d+\/(env|ports|volumeMounts)(\/-)?$/,
  /^\/spec\/containers\/\d+\/command$/,
]

/** What a plugin replaces on purpose: a command, and names and annotations that are empty. */
const isReplaced = (key: string, before: unknown): boolean =>
  key === 'command' || (['hostname', 'subdomain', 'hccl/rankIndex'].includes(key) && before === '')

/** Whether all that was there is still there, in its place. */
function survives(before: unknown, after: unknown): boolean {
  if (typeof before !== 'object' || before === null) return before === after
  if (typeof after !== 'object' || after === null) return false
  return Object.entries(before).every(
    ([key, value]) => isReplaced(key, value) || survives(value, Reflect.get(after, key)),
  )
}

const isUnique = (values: readonly unknown[] = []): boolean => new Set(values).size === values.length

describe('whatever the job, its plugins and the pod:', () => {
  it('injecting twice changes nothing more, whatever an administrator decides', () => {
    fc.assert(
      fc.property(anyPluginJob, anyPod, anyOptions, (job, pod, options) => {
        const after = applyPatch(pod, injectPlugins(pod, job, options).patch)
        expect(injectPlugins(after, job, options).patch).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('only places that plugins own are touched', () => {
    fc.assert(
      fc.property(injected, ({ patch }) => {
        for (const { op, path } of patch)
          expect([op, places.some((place) => place.test(path)), path]).toEqual(['add', true, path])
      }),
      { numRuns: 2000 },
    )
  })

  it('what the user wrote survives', () => {
    fc.assert(
      fc.property(injected, ({ pod, after }) => survives(pod, after)),
      { numRuns: 2000 },
    )
  })

  it('nothing stands twice', () => {
    fc.assert(
      fc.property(injected, ({ after }) => {
        const { containers = [], initContainers = [], volumes = [] } = after.spec ?? {}
        expect(isUnique(volumes.map(({ name }) => name))).toBe(true)
        for (const { env, ports, volumeMounts } of [...initContainers, ...containers]) {
          expect(isUnique(env?.map(({ name }) => name))).toBe(true)
          expect(isUnique(ports?.map(({ containerPort }) => containerPort))).toBe(true)
          expect(isUnique(volumeMounts?.map(({ mountPath }) => mountPath))).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('companions can be told', () => {
    const small = anyPluginJob.filter(({ spec }) => (spec?.tasks ?? []).every(({ replicas = 0 }) => replicas <= 1000))
    fc.assert(
      fc.property(small, (job) => {
        expect(() => JSON.stringify(fromPluginsOf(job, (plugin, args) => plugin.companions(job, args)))).not.toThrow()
      }),
    )
  })
})
