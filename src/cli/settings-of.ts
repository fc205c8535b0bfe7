import { defaultSettings, type Settings } from '../admission/settings.ts'
import type { Decisions } from '../config/config.ts'

/** The settings that flags make, without resource groups. */
export const settingsOf = (decisions: Decisions): Settings => ({
  preset: decisions.rulePreset,
  levels: decisions.ruleLevels,
  schedulerNames: decisions.schedulerNames,
  schedulingGates: decisions.featureGates.SchedulingGatesQueueAdmission,
  podLevelResources: decisions.featureGates.PodLevelResources ?? defaultSettings.podLevelResources,
  maxQueueDepth: decisions.maxQueueDepth,
  rootQueueProtection: decisions.enableRootQueueProtection,
  queueAllocatedPodsCheck: decisions.enableQueueAllocatedPodsCheck,
})
