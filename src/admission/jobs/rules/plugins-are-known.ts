import { knownPlugins } from '../../../plugins/known.ts'
import { notSupported } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** Each plugin is one of Volcano's; names are case-sensitive. Mirrors jobs/validate: validateJobCreate. */
export const pluginsAreKnown: JobRule = {
  id: 'plugins-are-known',
  nature: 'upstream',
  about: {
    why: 'A plugin that Volcano does not know does nothing for the job.',
    fix: 'Name a plugin of Volcano, in lower case: `svc`, `env`, `ssh`, `tensorflow`, `pytorch`, `mpi`, `ray`, `hcclrank`.',
  },

  reads: [],
  check: ({ object: { spec = {} } }) =>
    Object.keys(spec.plugins ?? none)
      .filter((name) => !knownPlugins.includes(name))
      .sort()
      .map((name) => {
        const sentence = `unable to find job plugin: ${name}; known plugins are ${knownPlugins.join(', ')}`
        return notSupported(`spec.plugins[${name}]`, name, sentence)
      }),
}

const none: readonly never[] = []
