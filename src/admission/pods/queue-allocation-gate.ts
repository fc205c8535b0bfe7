import { append, type JsonPatch } from '../../kubernetes/json-patch.ts'
import type { Pod } from '../../kubernetes/shapes/pod.ts'

const gate = 'scheduling.volcano.sh/queue-allocation-gate'

/** A pod that asks for it waits until its queue has room. Mirrors pkg/webhooks/admission/pods/mutate: patchSchedulingGates. */
export function holdForQueue({ metadata = {}, spec = {} }: Pod): JsonPatch {
  if (metadata.annotations?.[gate] !== 'true') return []
  if (spec.schedulingGates?.some(({ name }) => name === gate)) return []
  return append('/spec/schedulingGates', spec.schedulingGates, [{ name: gate }])
}
