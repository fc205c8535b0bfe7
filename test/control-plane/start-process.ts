import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'

/** A program that runs until `stop`, and never longer than this process does. */
export type RunningProcess = Readonly<{
  name: string
  hasEnded: () => boolean
  logTail: () => string
  stop: () => Promise<void>
}>

/**
 * The shell holds the program on a leash: it waits for the end of its standard input, which comes when `stop` closes it
 * and also when this process dies, be it without warning. The program is killed hard: its data is thrown away anyway.
 */
const leash = `
  exec 3<&0
  "$@" </dev/null 3<&- & program=$!
  { cat <&3; kill -9 $program; } >/dev/null 2>&1 & watch=$!
  exec 3<&-
  wait $program
  kill $watch 2>/dev/null`

/** Starts a program, in a process group of its own so that Ctrl-C reaches it only through the leash. */
export function startProcess(name: string, command: readonly string[], logFile: string): RunningProcess {
  const log = openSync(logFile, 'a')
  const shell = spawn('/bin/sh', ['-c', leash, name, ...command], {
    detached: true,
    // Nothing else of the environment: a proxy must not come between the API server and a webhook.
    env: { PATH: process.env.PATH },
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  const ended = once(shell, 'exit')
  return {
    name,
    hasEnded: () => shell.exitCode !== null || shell.signalCode !== null,
    logTail: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20).join('\n'),
    async stop() {
      shell.stdin?.end()
      await ended
    },
  }
}
