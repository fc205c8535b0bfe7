import type { Timers } from './timers.ts'

/** What was found out a moment ago. */
export type RememberedRights = Readonly<{
  find: (key: string) => boolean | undefined
  keep: (key: string, isAllowed: boolean) => void
}>

/** Rights change seldom; one that was just granted should count soon. */
const rememberedMs = { allowed: 10_000, denied: 1_000 }
const mostRemembered = 10_000

export function rememberRights({ now }: Timers): RememberedRights {
  const known = new Map<string, Readonly<{ isAllowed: boolean; until: number }>>()
  return {
    find(key) {
      const answer = known.get(key)
      return answer !== undefined && now() < answer.until ? answer.isAllowed : undefined
    },
    keep(key, isAllowed) {
      if (known.size >= mostRemembered) known.clear()
      known.set(key, { isAllowed, until: now() + rememberedMs[isAllowed ? 'allowed' : 'denied'] })
    },
  }
}
