import { defaultSettings, type Settings } from '../admission/settings.ts'
import type { Config } from '../config/config.ts'
import { watchAdmissionConf } from '../config/watch-admission-conf.ts'
import type { Logger } from '../server/logger.ts'

/** The settings as they are now: those of the flags, and the resource groups, which may change while the server runs. */
export type FollowedSettings = Readonly<{ current: () => Settings; close: () => void }>

/** A broken file of resource groups is reported and changes nothing: the last good groups stay. */
export function followSettings({ decisions, admissionConf }: Config, log: Logger): FollowedSettings {
  const { schedulerNames, featureGates, maxQueueDepth } = decisions
  let settings: Settings = {
    schedulerNames,
    schedulingGates: featureGates.SchedulingGatesQueueAdmission,
    podLevelResources: featureGates.PodLevelResources ?? defaultSettings.podLevelResources,
    maxQueueDepth,
    rootQueueProtection: decisions.enableRootQueueProtection,
    queueAllocatedPodsCheck: decisions.enableQueueAllocatedPodsCheck,
  }
  const current = () => settings
  if (admissionConf === '') return { current, close: () => undefined }
  const close = watchAdmissionConf(
    admissionConf,
    (resourceGroups, warnings) => {
      settings = { ...settings, resourceGroups }
      log.info({ groups: resourceGroups.length, warnings }, 'resource groups are in force')
    },
    (mistakes) => log.error({ mistakes }, 'the file of --admission-conf is not used: what was in force before stays'),
  )
  return { current, close }
}
