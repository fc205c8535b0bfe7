import { parseGoFlags } from '../../../kubernetes/go-flags.ts'
import { add, type JsonPatch } from '../../../kubernetes/json-patch.ts'
import type { Job, JobSpec } from '../../../kubernetes/shapes/volcano-job.ts'
import { walkArguments } from '../../../plugins/arguments/walk-arguments.ts'
import { svc } from '../../../plugins/svc/svc.ts'
import type { Settings } from '../../settings.ts'

const flag = 'publish-not-ready-addresses'
const argument = `--${flag}=true`

/**
 * Pods resolve before they are ready, where an administrator has decided so and the job does not say otherwise. The argument
 * stands in the job, so that Volcano's controller, which makes the Service, knows it; and first, so that it is read.
 * Undefined where the job's own arguments of svc, if it has any, are to stay.
 */
export function argumentsOfSvc(
  plugins: NonNullable<JobSpec['plugins']>,
  missing: readonly string[],
  { publishNotReadyAddresses }: Settings,
): readonly string[] | undefined {
  if (!publishNotReadyAddresses) return undefined
  if (!Object.hasOwn(plugins, svc.name) && !missing.includes(svc.name)) return undefined
  const args = plugins[svc.name] ?? []
  const isSaid = walkArguments(svc.flags, args).known.some((each) => each.flag === flag)
  return isSaid ? undefined : [argument, ...args]
}

/** The argument comes back to a job that was made with it, whatever has been decided since. */
export function lostPublishing(job: Job, oldJob: Job): JsonPatch {
  const [args, stored] = [job.spec?.plugins?.[svc.name] ?? [], oldJob.spec?.plugins?.[svc.name] ?? []]
  if (job.spec?.plugins === undefined || stored[0] !== argument || stored.length !== args.length + 1) return []
  return args.every((each, i) => each === stored[i + 1]) ? [add('/spec/plugins/svc', stored)] : []
}

/** Whether names of pods of a job with svc resolve before the pods are ready. */
export const isPublishing = (args: readonly string[]): boolean => parseGoFlags(svc.flags, args).values[flag] === true
