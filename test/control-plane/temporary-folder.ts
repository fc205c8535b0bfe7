import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'

export type TemporaryFolder = Readonly<{ path: string; remove: () => Promise<void> }>

/**
 * A folder that is gone after `remove`, and also after this process died: a shell waits for the end of its standard
 * input as in start-process.ts. It tries again while a process that dies at the same moment still writes.
 */
export function createTemporaryFolder(pathPrefix: string): TemporaryFolder {
  const path = mkdtempSync(pathPrefix)
  const script = 'cat; for attempt in 1 2 3 4 5; do rm -rf "$1" && break; sleep 1; done'
  const shell = spawn('/bin/sh', ['-c', script, 'remove-folder', path], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const ended = once(shell, 'exit')
  return {
    path,
    async remove() {
      shell.stdin.end()
      await ended
    },
  }
}
