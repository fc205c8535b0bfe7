import { invalid } from '../../finding.ts'
import { checkVariables } from '../check-variables.ts'
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
    checkVariables(
      object,
      ({ name = '' }) => mayBePluginVariable(object, name),
      ({ task, container, isMain, env, i, path }) => {
        const { name = '' } = env[i] ?? {}
        return pluginVariablesOf(object, task, settings)(name, container, isMain)
          ? [invalid(`${path}.name`, name, sentence)]
          : []
      },
    ),
}

const sentence =
  "a job plugin sets this variable, too: Volcano's controller puts it behind this one, and the last one counts; leave it to the plugin"
