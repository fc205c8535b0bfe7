import { checkArguments } from '../../../plugins/arguments/check-arguments.ts'
import { fromPluginsOf } from '../../../plugins/registry.ts'
import { duplicate, invalid, notSupported } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

const say = { duplicate, invalid, notSupported }

/**
 * Each argument of a plugin is one that it knows, can read and does not get twice. Volcano reads up to the first mistake and
 * runs the job without the rest, as only a log tells. No value is shown: it may be a key.
 */
export const pluginArgumentsAreUnderstood: JobRule = {
  id: 'plugin-arguments-are-understood',
  nature: 'doubtful',
  about: {
    why: 'Go stops reading at the first argument that it does not understand. The job then runs with other settings than its manifest says, and only a log of the controller tells.',
    fix: 'Write each argument as one element of the list, `--flag=value`, with a flag that the plugin has.',
    upstream: [5658],
  },
  reads: [],
  check: ({ object }) =>
    fromPluginsOf(object, (plugin, args) =>
      checkArguments(plugin, args).map(({ at, kind, value, message }) =>
        say[kind](`spec.plugins[${plugin.name}][${at}]`, value, message),
      ),
    ),
}
