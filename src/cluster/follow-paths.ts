import { type FSWatcher, statSync, watch } from 'node:fs'
import { dirname } from 'node:path'
import type { Timers } from './timers.ts'

type Following = Readonly<{
  onChange: () => void
  /** Hears of a path that cannot be watched, and is only polled. */
  onMistake: (path: string, message: string) => void
  timers: Timers
  /** Changes come in crowds: one call for all that happens within this time. */
  settleMs: number
  /** Events can be lost, as on network file systems: after this time without one there is a call all the same. */
  pollMs: number
}>

/** Calls `onChange` whenever something may have changed at one of the paths, or below it where it is a folder. */
export function followPaths(
  paths: readonly string[],
  { onChange, onMistake, timers, settleMs, pollMs }: Following,
): Readonly<{ close: () => void }> {
  let isSettling = false
  let cancel = timers.after(pollMs, call)
  function call() {
    isSettling = false
    cancel = timers.after(pollMs, call)
    onChange()
  }
  const settle = () => {
    if (isSettling) return
    isSettling = true
    cancel()
    cancel = timers.after(settleMs, call)
  }
  const watchers = paths.flatMap((path) => watchPath(path, settle, onMistake))
  const close = () => {
    cancel()
    for (const watcher of watchers) watcher.close()
  }
  return { close }
}

/** Of a file, the folder is watched: editors and Kubernetes put another file in its place. */
function watchPath(path: string, onEvent: () => void, onMistake: Following['onMistake']): readonly FSWatcher[] {
  const report = (error: unknown) => onMistake(path, `cannot be watched, only polled: ${(error as Error).message}`)
  try {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
    return [watch(isFolder ? path : dirname(path), { recursive: isFolder }, onEvent).on('error', report)]
  } catch (error) {
    report(error)
    return []
  }
}
