import type { Companions } from './config.ts'
import type { FlagValues } from './flags.ts'

type Needs = Pick<FlagValues, 'companions' | 'ssh-key-type' | 'webhook-namespace' | 'objects'>

/** Undefined when companions are none of the server's business. Values outside of the lists are mistakes by then. */
export function chooseCompanions(values: Needs): Readonly<{ companions?: Companions; mistakes: readonly string[] }> {
  const mode = values.companions
  if (mode !== 'auto' && mode !== 'on') return { mistakes: [] }
  if (values.objects.length > 0)
    return {
      mistakes: [`--companions: "${mode}" needs a cluster, which --objects takes the place of: remove one of the two`],
    }
  if (values['webhook-namespace'] === '')
    return {
      mistakes: [`--companions: "${mode}" needs --webhook-namespace, where the replicas agree on which of them writes`],
    }
  return {
    companions: { mode, sshKeyType: values['ssh-key-type'], namespace: values['webhook-namespace'] },
    mistakes: [],
  }
}
