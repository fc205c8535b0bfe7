/** What the process has too much of. */
export type Overload = 'event_loop_delay' | 'memory'

/** How the process does: the mean turn of the event loop in milliseconds since it was last asked, and its memory in bytes. */
export type Load = Readonly<{ eventLoopDelay: number; memory: number }>

/** From where on reviews are turned away, in the units of the load. 0: never. */
export type LoadLimits = Load

/** Why the next review should be turned away; undefined when it should not. */
export function overloadOf(load: Load, limits: LoadLimits): Overload | undefined {
  if (isBeyond(load.memory, limits.memory)) return 'memory'
  return isBeyond(load.eventLoopDelay, limits.eventLoopDelay) ? 'event_loop_delay' : undefined
}

const isBeyond = (measured: number, limit: number): boolean => limit > 0 && measured >= limit

/** The limit of a share of the memory that there is; `constrained` is what the container may have, if that is known. */
export function memoryLimitOf(percent: number, memory: Readonly<{ constrained: number; total: number }>): number {
  const { constrained, total } = memory
  return (Math.min(constrained > 0 ? constrained : total, total) * percent) / 100
}
