import { parseGoFlags } from '../../../kubernetes/go-flags.ts'
import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { taskOf } from '../../../plugins/hosts.ts'
import { isPort, printInt, toPort } from '../../../plugins/port.ts'
import { fromPluginsOf } from '../../../plugins/registry.ts'
import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** A port that a plugin opens in pods or Services is one, as Volcano reads it: what cannot be read is 0. */
export const pluginPortsAreLegal: JobRule = {
  id: 'plugin-ports-are-legal',
  nature: 'impossible',
  about: {
    why: 'The plugin opens the port in pods or in a Service. The API server refuses them, so no pod of the job is ever made.',
    fix: 'Give a number from 1 to 65535.',
  },
  reads: [],
  check: ({ object }) =>
    fromPluginsOf(object, (plugin, args) => {
      if (args.length === 0) return []
      const ports = Object.keys(plugin.flags).filter((flag) => plugin.flags[flag]?.port === 'opened')
      if (ports.length === 0) return []
      const values = parseGoFlags(plugin.flags, args).values
      // Without its master, pytorch gives the pods nothing.
      if (plugin.name === 'pytorch' && taskOf(object, String(values.master)) === undefined) return []
      return ports.flatMap((flag) => {
        const value = Number(values[flag])
        if (isPort(toPort(value))) return []
        const sentence = `${plugin.name} opens this port in pods, and the API server refuses them; ports go from 1 to 65535`
        return [invalid(fieldOfFlag(plugin, args, flag), `--${flag}=${printInt(value)}`, sentence)]
      })
    }),
}
