import type { Toleration } from '../kubernetes/shapes/affinity.ts'
import type { KubernetesVersion } from '../kubernetes/version.ts'
import { defaultPluginOptions, type PluginOptions } from '../plugins/plugin-options.ts'
import { mostStoredBytes } from '../plugins/sizes/size-of-host-references.ts'
import type { Strictness } from './levels.ts'

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

/** What an administrator decides. Settings never change; new ones take their place. */
export type Settings = Strictness &
  PluginOptions &
  Readonly<{
    /** Volcano's scheduler names; the first is the default of a job. At least one. */
    schedulerNames: readonly string[]
    /** Where jobs go that name no queue. */
    defaultQueue: string
    /** Whether a namespace may name the queue of its jobs that name none. */
    namespaceQueues: boolean
    /** From --admission-conf; absent when no such file is configured. */
    resourceGroups?: readonly ResourceGroup[]
    /** Feature gate SchedulingGatesQueueAdmission. */
    schedulingGates: boolean
    /** Feature gate PodLevelResources: whether pods have resources of their own, beside those of their containers. */
    podLevelResources: boolean
    /** How many queues may stand above each other, the root not counted. */
    maxQueueDepth: number
    /** Whether the resources of the root queue stay as they are. */
    rootQueueProtection: boolean
    /** Whether a queue with allocated pods stays. */
    queueAllocatedPodsCheck: boolean
    /** Whether pods of new jobs resolve before they are ready, unless the job says otherwise. */
    publishNotReadyAddresses: boolean
    /** Whether a 0 where Volcano fills in a default is taken for not given, as there. */
    explicitZeroes: 'upstream' | 'kept'
    /** The largest object that etcd stores. */
    maxObjectBytes: number
    /**
     * Whether it is looked at which Services, ConfigMaps, Secrets and NetworkPolicies there are. A server that makes no companions of
     * jobs has not the right to.
     */
    namesakesAreKnown: boolean
    /** Of the API server; absent when nobody knows, which is taken for the newest. */
    kubernetesVersion?: KubernetesVersion
  }>

/** Those of vc-webhook-manager without flags, in a cluster of Kubernetes 1.34 or later. */
export const defaultSettings: Settings = {
  ...defaultPluginOptions,
  preset: 'compatible',
  levels: new Map(),
  schedulerNames: ['volcano'],
  defaultQueue: 'default',
  namespaceQueues: false,
  schedulingGates: false,
  podLevelResources: true,
  maxQueueDepth: 5,
  rootQueueProtection: true,
  queueAllocatedPodsCheck: false,
  publishNotReadyAddresses: false,
  explicitZeroes: 'upstream',
  maxObjectBytes: mostStoredBytes,
  namesakesAreKnown: true,
}
