import type { Companion } from '../companion.ts'

export type Owner = Readonly<{ kind: string; name: string; uid: string }>

/** What is to be known of an object of the cluster that bears the name of a companion. */
export type ExistingCompanion = Readonly<{
  kind: string
  name: string
  uid: string
  owners: readonly Owner[]
  /** Whether this server is among its field managers. */
  isMadeHere: boolean
  /** Whether it is being deleted. */
  isGoing: boolean
  /** What it says; of a Secret nothing but `stringData.config`, so that no key is held. */
  content: Readonly<Record<string, unknown>>
}>

/** What stands at the name of a companion; undefined when nothing is known to. */
export type FindExisting = (companion: Companion) => ExistingCompanion | undefined

/** Under this name the server creates and changes companions, so that it knows its own. */
export const fieldManager = 'volcano-admission'

/** Mark the companions that this server made: only those are watched. */
export const companionLabels: Readonly<Record<string, string>> = {
  'app.kubernetes.io/managed-by': 'volcano-admission',
  'app.kubernetes.io/component': 'job-companion',
}
