import { add, pointer } from '../../../kubernetes/json-patch.ts'
import { missingPlugins } from '../../../plugins/known.ts'
import type { JobDefault } from '../default.ts'

/** Framework plugins bring the plugins that they need; arguments that are given stay. Mirrors jobs/mutate: patchDefaultPlugins. */
export const plugins: JobDefault = ({ spec = {} }) =>
  missingPlugins(Object.keys(spec.plugins ?? {})).map((name) => add(pointer('spec', 'plugins', name), []))
