import { defaultSettings, type Settings } from '../admission/settings.ts'
import type { Decisions } from '../config/config.ts'
import { isAtLeast, type KubernetesVersion } from '../kubernetes/version.ts'

/** The settings that flags make, without resource groups. */
export const settingsOf = (decisions: Decisions): Settings => ({
  preset: decisions.rulePreset,
  levels: decisions.ruleLevels,
  schedulerNames: decisions.schedulerNames,
  defaultQueue: decisions.defaultQueue,
  namespaceQueues: decisions.namespaceQueues,
  schedulingGates: decisions.featureGates.SchedulingGatesQueueAdmission,
  podLevelResources: decisions.featureGates.PodLevelResources ?? hasPodLevelResources(decisions.kubernetesVersion),
  maxQueueDepth: decisions.maxQueueDepth,
  rootQueueProtection: decisions.enableRootQueueProtection,
  ...decisions.plugins,
  publishNotReadyAddresses: decisions.publishNotReadyAddresses,
  explicitZeroes: decisions.explicitZeroes,
  queueAllocatedPodsCheck: decisions.enableQueueAllocatedPodsCheck,
  hostVariables: decisions.hostVariables,
  maxObjectBytes: decisions.maxObjectBytes,
  namesakesAreKnown: defaultSettings.namesakesAreKnown,
  ...(decisions.kubernetesVersion && { kubernetesVersion: decisions.kubernetesVersion }),
})

/** The feature gate PodLevelResources is on by default from Kubernetes 1.34 on. */
const hasPodLevelResources = (version: KubernetesVersion | undefined): boolean =>
  isAtLeast(version, { major: 1, minor: 34 })
