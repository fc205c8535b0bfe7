/** How long things last, in milliseconds. */
export type Lifetimes = Readonly<{
  /** Of a CA. */
  authorityMs: number
  /** Of what the CA signs for a replica. */
  leafMs: number
  /** How often the time is looked at. Never by one long timer: it would stand still with a machine that sleeps. */
  tickMs: number
  /** How long a new CA is trusted before it signs: API servers learn of a new CA bundle a little after it is written. */
  trustMs: number
  /** So much may the clocks of replicas differ. */
  skewMs: number
}>

const minute = 60_000

/** All of them from the two that can be set; for lives of hours and more the rest is what it should be. */
export const lifetimesOf = (authorityMs: number, leafMs: number): Lifetimes => ({
  authorityMs,
  leafMs,
  tickMs: Math.min(minute, leafMs / 12),
  trustMs: Math.min(2 * minute, leafMs / 10),
  skewMs: Math.min(60 * minute, leafMs / 6),
})
