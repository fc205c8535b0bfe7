/** Waits for something to become true, and looks again only when told that something has changed. */
export type Moment = Readonly<{
  changed: () => void
  until: (isTrue: () => boolean) => Promise<void>
}>

export function createMoment(): Moment {
  const waiting = new Set<() => void>()
  return {
    changed() {
      for (const look of [...waiting]) look()
    },
    until: (isTrue) =>
      new Promise((resolve) => {
        const look = () => {
          if (!isTrue()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}
