import type { Settings } from '../admission/settings.ts'
import type { ApiClient } from '../cluster/api-client.ts'
import { followServerVersion } from '../cluster/follow-server-version.ts'
import { systemTimers } from '../cluster/timers.ts'
import type { Config } from '../config/config.ts'
import { watchAdmissionConf } from '../config/watch-admission-conf.ts'
import type { Logger } from '../server/logger.ts'
import { settingsOf } from './settings-of.ts'

/** The settings as they are now: those of the flags, and the resource groups, which may change while the server runs. */
export type FollowedSettings = Readonly<{
  current: () => Settings
  /**
   * Asks the API server for its version, on which the defaults of feature gates and the rules of names depend, and again
   * from time to time; resolves when there was a first answer, or none. Mirrors pkg/util: SetupComponentGlobals, but that no
   * answer is no reason not to start.
   */
  alignWith: (client: ApiClient) => Promise<void>
  close: () => void
}>

/** A broken file of resource groups is reported and changes nothing: the last good groups stay. */
export function followSettings({ decisions, admissionConf, companions }: Config, log: Logger): FollowedSettings {
  const closing = new AbortController()
  const namesakesAreKnown = companions !== undefined
  let settings: Settings = { ...settingsOf(decisions), namesakesAreKnown }
  const unwatch = admissionConf === '' ? () => undefined : watch()
  return {
    current: () => settings,
    async alignWith(client) {
      if (decisions.kubernetesVersion !== undefined) return
      const asked = { client, timers: systemTimers, signal: closing.signal }
      await followServerVersion(asked, log, (kubernetesVersion) => {
        settings = { ...settings, ...settingsOf({ ...decisions, kubernetesVersion }), namesakesAreKnown }
      })
    },
    close() {
      closing.abort()
      unwatch()
    },
  }

  function watch(): () => void {
    return watchAdmissionConf(
      admissionConf,
      (resourceGroups, warnings) => {
        settings = { ...settings, resourceGroups }
        log.info({ groups: resourceGroups.length, warnings }, 'resource groups are in force')
      },
      (mistakes) => log.error({ mistakes }, 'the file of --admission-conf is not used: what was in force before stays'),
    )
  }
}
