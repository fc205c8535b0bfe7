import { missingPlugins } from '../../../plugins/known.ts'
import type { JobDefault } from '../default.ts'
import { argumentsOfSvc } from './publishing.ts'

/**
 * Framework plugins bring the plugins that they need; arguments that are given stay, but that svc may get one more. Mirrors
 * jobs/mutate: patchDefaultPlugins.
 */
export const plugins: JobDefault = ({ plugins: own = {} }, settings) => {
  const missing = missingPlugins(own)
  const svc = argumentsOfSvc(own, missing, settings)
  if (missing.length === 0 && svc === undefined) return {}
  return { plugins: { ...Object.fromEntries(missing.map((name) => [name, []])), ...(svc && { svc }) } }
}
