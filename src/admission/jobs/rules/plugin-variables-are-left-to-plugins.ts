import { invalid } from '../../finding.ts'
import { equippedContainersOf } from '../equipped-containers.ts'
import { mayBePluginVariable, pluginVariablesOf } from '../plugin-variables.ts'
import type { JobRule } from '../rule.ts'

/** A container does not set itself what a plugin of the job sets: who wins depends on who puts the plugin's into the pod. */
export const pluginVariablesAreLeftToPlugins: JobRule = {
  id: 'plugin-variables-are-left-to-plugins',
  nature: 'doubtful',
  about: {
    why: "Volcano's controller puts its variable behind the container's, and of two of one name the last counts: the value in the manifest is lost. A pod that gets its plugins from this server keeps it.",
    fix: 'Leave the variable to the plugin, or leave the plugin out.',
  },
  reads: [],
  check: ({ object }, _, settings) =>
    equippedContainersOf(object).flatMap(({ task, container, isMain, path }) =>
      (container.env ?? []).flatMap(({ name = '' }, i) => {
        if (!mayBePluginVariable(name) || !pluginVariablesOf(object, task, settings)(name, container, isMain)) return []
        const sentence =
          "a job plugin sets this variable, too: Volcano's controller puts it behind this one, and the last one counts; leave it to the plugin"
        return [invalid(`${path}.env[${i}].name`, name, sentence)]
      }),
    ),
}
