import { plugins } from './registry.ts'

/** Every job plugin of Volcano, in alphabetical order. Mirrors pkg/controllers/job/plugins/factory.go. */
export const knownPlugins: readonly string[] = plugins.map(({ name }) => name).sort()

/** The plugins that `named` ones need and that are not among them. Mirrors jobs/mutate: patchDefaultPlugins. */
export function missingPlugins(named: readonly string[]): readonly string[] {
  const needed = plugins.filter(({ name }) => named.includes(name)).flatMap(({ completes }) => completes)
  return [...new Set(needed)].filter((name) => !named.includes(name)).sort()
}
