import type { Toleration } from '../kubernetes/shapes/affinity.ts'

/**
 * Pods of a resource group go where the group says. Mirrors pkg/webhooks/config: ResGroupConfig.
 * A pod belongs to it by its namespace or by any one of the annotations; an expected '' is met by an absent annotation.
 */
export type ResourceGroup = Readonly<{
  name: string
  namespaces: readonly string[]
  annotations: readonly (readonly [key: string, value: string])[]
  schedulerName: string
  tolerations: readonly Toleration[]
  labels: Readonly<Record<string, string>>
  affinity?: unknown
}>

/** What an administrator decides. */
export type Settings = Readonly<{
  /** Volcano's scheduler names; the first is the default of a job. At least one. */
  schedulerNames: readonly string[]
  /** From --admission-conf; absent when no such file is configured. */
  resourceGroups?: readonly ResourceGroup[]
  /** Feature gate SchedulingGatesQueueAdmission. */
  schedulingGates: boolean
}>

export const defaultSettings: Settings = { schedulerNames: ['volcano'], schedulingGates: false }
