import type { EnvVar } from '../../../kubernetes/shapes/container.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { variableReferences } from '../../../kubernetes/variable-references.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { Settings } from '../../settings.ts'
import { checkVariables, type VariablePlace } from '../check-variables.ts'
import { mayBePluginVariable, pluginVariablesOf } from '../plugin-variables.ts'
import type { JobRule } from '../rule.ts'

/** A variable refers to those of plugins only where they stand before it: else `$(VC_TASK_INDEX)` stays as it is. */
export const pluginVariablesComeFirst: JobRule = {
  id: 'plugin-variables-come-first',
  nature: 'doubtful',
  about: {
    why: 'Kubernetes puts into a variable only those that stand before it. Plugins put theirs behind those of the container, so the reference stays in the value as it is written.',
    fix: 'Refer to it in `command` or `args`, where all variables count, or let the server put the variables of plugins first with `--plugin-env-order=prepend`.',
    upstream: [611],
  },
  reads: [],
  check: ({ object }, _, settings) =>
    settings.envOrder === 'prepend'
      ? none
      : checkVariables(object, refers, (place) => checkReferences(object, place, settings)),
}

const none: readonly never[] = []

const refers = ({ value }: EnvVar): boolean => value?.includes('$(') === true

function checkReferences(job: Job, place: VariablePlace, settings: Settings): readonly Finding[] {
  const { task, container, isMain, env, i, path } = place
  const late = variableReferences(env[i]?.value ?? '').find(
    (name) =>
      mayBePluginVariable(job, name) &&
      !env.slice(0, i).some((earlier) => earlier.name === name) &&
      pluginVariablesOf(job, task, settings)(name, container, isMain),
  )
  if (late === undefined) return none
  const sentence = `$(${late}) stays as it is: a job plugin sets it behind this one; use it in command or args, or set --plugin-env-order=prepend`
  return [invalid(`${path}.value`, `$(${late})`, sentence)]
}
