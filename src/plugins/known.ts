import { plugins } from './registry.ts'

/** Every job plugin of Volcano, in alphabetical order. Mirrors pkg/controllers/job/plugins/factory.go. */
export const knownPlugins: readonly string[] = plugins.map(({ name }) => name).sort()

/** The plugins that those need which an object has for keys, and which are not among them. Mirrors jobs/mutate: patchDefaultPlugins. */
export function missingPlugins(named: object): readonly string[] {
  let missing = none
  for (const { name, completes } of completing)
    if (Object.hasOwn(named, name)) missing = [...missing, ...completes.filter((each) => !Object.hasOwn(named, each))]
  return missing.length === 0 ? none : [...new Set(missing)].sort()
}

const none: readonly string[] = []

const completing = plugins.filter(({ completes }) => completes.length > 0)
