import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type { Body } from './bodies.ts'
import type { Answer, Expected } from './check-answer.ts'
import { openConnection } from './connection.ts'

/** A server under load. Of one without a pid, CPU and memory are not known. */
export type Server = Readonly<{
  name: string
  url: string
  authority: string | undefined
  pid: number | undefined
  /** From the start of the process to its first answer; undefined of a server that ran already. */
  firstAnswerMs: number | undefined
  expect: (body: Body) => Expected
}>

export type StartedServer = Server & Readonly<{ pid: number; firstAnswerMs: number; stop: () => Promise<void> }>

export type Start = Omit<Server, 'pid' | 'firstAnswerMs'> &
  Readonly<{
    command: readonly string[]
    /** Added to the environment of this process. */
    environment: Readonly<Record<string, string>>
    firstBody: Body
  }>

type Address = Pick<Server, 'url' | 'authority'>

const longestStartMs = 20_000

/** Starts a server and waits for its first answer. Throws with the end of its log when that does not come. */
export async function startServer({ command, environment, firstBody, ...server }: Start): Promise<StartedServer> {
  const started = performance.now()
  const [file = '', ...args] = command
  const child = spawn(file, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const readLog = followLog(child)
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  try {
    const firstAnswerMs = await waitForAnswer(child, server, firstBody, started)
    return { ...server, pid: child.pid ?? 0, firstAnswerMs, stop: () => stop(child, kill) }
  } catch (cause) {
    kill()
    throw new Error(`${server.name} did not start: ${String(cause)}\nThe end of its log:\n${readLog()}`, { cause })
  }
}

/** Takes the log from a pipe, as a container runtime does, and keeps the end of it. */
function followLog({ stdout, stderr }: ChildProcess): () => string {
  let end = ''
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      end = (end + text).slice(-4_000)
    })
  }
  return () => end
}

/** How long it took from `started` until the body was answered. Until the server listens, connections are refused. */
async function waitForAnswer(child: ChildProcess, server: Address, body: Body, started: number) {
  const failed = once(child, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => undefined)
  for (;;) {
    const answer = await Promise.race([failed, askOnce(server, body)])
    const elapsed = performance.now() - started
    if (answer.status === 200) return elapsed
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`)
    if (elapsed > longestStartMs) throw new Error(`no answer after ${longestStartMs / 1_000} s: ${answer.text}`)
    await setTimeout(5)
  }
}

/** No connection counts as an answer with the status 0. */
async function askOnce({ url, authority }: Address, { path, text }: Body): Promise<Answer> {
  try {
    const connection = await openConnection(new URL(url), authority)
    const answer = await connection.ask(path, Buffer.from(text()))
    connection.close()
    return answer
  } catch (error) {
    return { status: 0, text: String(error) }
  }
}

/** Asks it to end, so that a profile is written where one is made; one that does not is killed. */
async function stop(child: ChildProcess, kill: () => void): Promise<void> {
  process.removeListener('exit', kill)
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const deadline = new AbortController()
  await Promise.race([ended, setTimeout(10_000, undefined, { signal: deadline.signal }).then(kill, () => undefined)])
  await ended
  deadline.abort()
}
