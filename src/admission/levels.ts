/** How strict a rule is: it refuses, tells the user and lets pass, or is not asked at all. */
export type Level = 'deny' | 'warn' | 'off'

/**
 * Why a rule is there. `upstream`: Volcano refuses it, too. `impossible`: Volcano takes it, but it can never run or has no
 * effect as written. `doubtful`: it may be meant so. `optional`: an administrator's own choice.
 */
export type Nature = 'upstream' | 'impossible' | 'doubtful' | 'optional'

/** `compatible` refuses what Volcano refuses, `recommended` also what cannot work. */
export type Preset = 'compatible' | 'recommended'

const byPreset: Readonly<Record<Preset, Readonly<Record<Nature, Level>>>> = {
  compatible: { upstream: 'deny', impossible: 'warn', doubtful: 'warn', optional: 'off' },
  recommended: { upstream: 'deny', impossible: 'deny', doubtful: 'warn', optional: 'off' },
}

/** What an administrator decides about rules: a preset for all, and other levels for some, by their ids. */
export type Strictness = Readonly<{ preset: Preset; levels: ReadonlyMap<string, Level> }>

/** How strict a rule is under these settings. */
export const levelOf = (
  { id, nature }: Readonly<{ id: string; nature: Nature }>,
  { preset, levels }: Strictness,
): Level => levels.get(id) ?? byPreset[preset][nature]
