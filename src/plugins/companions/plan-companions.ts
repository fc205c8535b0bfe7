import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { Companion } from '../companion.ts'
import { defaultPluginOptions, type PluginOptions } from '../plugin-options.ts'
import { fromPluginsOf, plugins } from '../registry.ts'
import { agrees } from './agrees.ts'
import { companionLabels, type ExistingCompanion, type FindExisting } from './existing.ts'

/** Whether a job gets its companions from here: always, or unless another controller makes them. */
export type CompanionsMode = 'auto' | 'on'

/** What is to be done about one companion of a job. */
export type CompanionAction = Readonly<
  | { do: 'create'; companion: Companion }
  /** The object of this uid, and no other of the name, is to say what the companion says. */
  | { do: 'update'; companion: Companion; uid: string }
  /** Somebody else's object has the name: it stays as it is, and users of the job should know. */
  | { do: 'leave'; companion: Companion; because: string }
  /** What has the name is about to go: then there will be something to do. */
  | { do: 'wait'; companion: Companion }
  | { do: 'nothing'; companion: Companion }
>

/**
 * What is to be done so that a job has the companions of its plugins. Whoever carries it out must find out on its own
 * whether a name that nothing is known of is free. Nothing is ever deleted: companions go with their job. Where Volcano's
 * controller deletes them as soon as a job ends, they stay until the job goes.
 */
export function planCompanions(
  job: Job,
  find: FindExisting,
  mode: CompanionsMode,
  options: PluginOptions = defaultPluginOptions,
): readonly CompanionAction[] {
  if (isLeftAlone(job, mode)) return []
  const wished = fromPluginsOf(job, (plugin, args) => plugin.companions(job, args, options)).map(labelled)
  const isSomeoneElses = (existing: ExistingCompanion | undefined) =>
    existing !== undefined && belongsTo(job, existing) && !existing.isMadeHere
  if (mode === 'auto' && wished.some((companion) => isSomeoneElses(find(companion)))) return []
  return wished.map((companion) => planOne(job, companion, find(companion)))
}

/** Whether a job needs nothing from here, whatever is there already. */
export const isLeftAlone = (job: Job, mode: CompanionsMode): boolean =>
  !needsCompanions(job) || (mode === 'auto' && isMarked(job))

/** Phases of jobs that have pods, or will. While a job restarts, its pods are still going. */
const livePhases = ['', 'Pending', 'Running']

function needsCompanions({ metadata, status }: Job): boolean {
  if (!metadata?.uid || metadata.deletionTimestamp) return false
  return livePhases.includes(status?.state?.phase ?? '')
}

/** Volcano's controller notes in a job which plugins it has done the work of. */
function isMarked({ status }: Job): boolean {
  const marks = status?.controlledResources ?? {}
  return plugins.some(({ name }) => Object.hasOwn(marks, `plugin-${name}`))
}

const labelled = (companion: Companion): Companion => ({
  ...companion,
  metadata: { ...companion.metadata, labels: companionLabels },
})

const belongsTo = ({ metadata }: Job, { owners }: ExistingCompanion): boolean =>
  owners.some(({ uid }) => uid === metadata?.uid)

/** It belonged to a job of the same name that is gone, and goes after it. */
const isLeftOver = ({ metadata }: Job, { owners }: ExistingCompanion): boolean =>
  owners.some(({ kind, name, uid }) => kind === 'Job' && name === metadata?.name && uid !== metadata?.uid)

function planOne(job: Job, companion: Companion, existing: ExistingCompanion | undefined): CompanionAction {
  if (existing === undefined) return { do: 'create', companion }
  if (existing.isGoing || isLeftOver(job, existing)) return { do: 'wait', companion }
  if (!belongsTo(job, existing)) return { do: 'leave', companion, because: describeForeign(companion) }
  const wished = withoutKeys(companion)
  const { name: _name, namespace: _namespace, ownerReferences: _owners, ...metadata } = wished.metadata
  if (agrees({ ...wished, metadata }, existing.content)) return { do: 'nothing', companion }
  return { do: 'update', companion: wished, uid: existing.uid }
}

/** Keys that pods may have read already are never replaced: of a Secret that is there, only the list of hosts changes. */
function withoutKeys(companion: Companion): Companion {
  if (companion.kind !== 'Secret') return companion
  const { type: _type, stringData, ...rest } = companion
  const { config } = (stringData ?? {}) as Readonly<{ config?: string }>
  return { ...rest, stringData: { config } }
}

const describeForeign = ({ kind, metadata: { name } }: Companion): string =>
  `the ${kind} "${name}" is there already and does not belong to this job: it stays as it is, and pods of the job may not work with it; give the job another name, or remove the ${kind}`
