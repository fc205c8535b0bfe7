import { watch } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Files are replaced one after another: a reading waits so long after the first event that it finds them all. */
const settleMs = 50

/**
 * Reads once at the start, then whenever something happens in one of the folders, and every `pollMs` in case an event is
 * lost, as on network file systems. Never two readings at a time, and no `onRead` after `close`. Folders are watched, not
 * files, since Kubernetes replaces a symbolic link beside the files. `onMistake` hears of a folder that cannot be watched.
 */
export function watchFolders<Found>(
  folders: readonly string[],
  { read, onRead, onMistake, pollMs }: FolderWatch<Found>,
): Readonly<{ close: () => void }> {
  let isOpen = true
  let woken = Promise.withResolvers<void>()
  const wake = () => woken.resolve()
  const watchers = folders.flatMap((folder) => watchFolder(folder, wake, onMistake) ?? [])
  const poll = setInterval(wake, pollMs)

  const follow = async () => {
    while (isOpen) {
      const found = await read()
      if (isOpen) onRead(found)
      await woken.promise
      await delay(settleMs)
      woken = Promise.withResolvers()
    }
  }
  void follow()

  const close = () => {
    isOpen = false
    clearInterval(poll)
    for (const watcher of watchers) watcher.close()
    wake()
  }
  return { close }
}

type FolderWatch<Found> = Readonly<{
  read: () => Promise<Found>
  onRead: (found: Found) => void
  onMistake: (mistakes: readonly string[]) => void
  pollMs: number
}>

function watchFolder(folder: string, wake: () => void, onMistake: FolderWatch<never>['onMistake']) {
  const report = (error: unknown) => onMistake([`cannot watch the folder ${folder}, only poll it: ${String(error)}`])
  try {
    return watch(folder, wake).on('error', report)
  } catch (error) {
    report(error)
    return undefined
  }
}
