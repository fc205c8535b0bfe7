import { readFileSync, watch } from 'node:fs'
import { dirname } from 'node:path'
import { parseAdmissionConf } from './admission-conf.ts'
import type { ResourceGroup } from './resource-group.ts'

export type OnGroups = (groups: readonly ResourceGroup[], warnings: readonly string[]) => void
export type OnMistake = (mistakes: readonly string[]) => void

/** In milliseconds: how long a writer gets to finish, and how often to look where a folder tells nothing. */
const usualTiming = { settleTime: 100, pollInterval: 10_000 }

/**
 * Reads the resource group file at once and again whenever it changes, and hands on what it says. A file that is missing or
 * wrong is reported once and changes nothing: the last good groups stay until it is right again. Returns how to stop; the
 * process is not kept alive. Mirrors WatchAdmissionConf of pkg/webhooks/config/config.go.
 */
export function watchAdmissionConf(
  path: string,
  onGroups: OnGroups,
  onMistake: OnMistake,
  { settleTime, pollInterval } = usualTiming,
): () => void {
  const look = lookForChanges(path, onGroups, onMistake)
  look()
  let settling: NodeJS.Timeout | undefined
  const stopWatching = watchFolder(dirname(path), onMistake, () => {
    settling ??= setTimeout(() => {
      settling = undefined
      look()
    }, settleTime).unref()
  })
  const poll = setInterval(look, pollInterval).unref()
  return () => {
    stopWatching()
    clearInterval(poll)
    clearTimeout(settling)
  }
}

/** Each call reads the file and reports it, unless it is as it was at the last call. */
function lookForChanges(path: string, onGroups: OnGroups, onMistake: OnMistake): () => void {
  let last: string | undefined
  return () => {
    const found = readText(path)
    const seen = JSON.stringify(found)
    if (seen === last) return
    last = seen
    const parsed = 'text' in found ? parseAdmissionConf(found.text) : { mistakes: [found.mistake] }
    const locate = (sentence: string) => `${path}: ${sentence}`
    if ('mistakes' in parsed) onMistake(parsed.mistakes.map(locate))
    else onGroups(parsed.groups, parsed.warnings.map(locate))
  }
}

function readText(path: string): Readonly<{ text: string }> | Readonly<{ mistake: string }> {
  try {
    return { text: readFileSync(path, 'utf8') }
  } catch (error) {
    return { mistake: `cannot be read: ${error instanceof Error ? error.message : error}` }
  }
}

/** The folder, because Kubernetes replaces a mounted file by turning a link in it; polling does where this fails. */
function watchFolder(folder: string, onMistake: OnMistake, onChange: () => void): () => void {
  const complain = (error: unknown) =>
    onMistake([`${folder}: cannot be watched: ${error instanceof Error ? error.message : error}: it is polled instead`])
  try {
    const watcher = watch(folder, { persistent: false }, onChange).on('error', complain)
    return () => watcher.close()
  } catch (error) {
    complain(error)
    return () => {}
  }
}
