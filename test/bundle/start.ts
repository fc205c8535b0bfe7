import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePorts } from '../control-plane/free-ports.ts'

/** Starts the bundle as a user would, asks it one question, and stops it. Exits with 1 when anything is not as it should be. */
const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
const [port = 0] = await findFreePorts(1)
const flags = ['--objects', 'examples', '--certificate-folder', folder, '--listen-address', '127.0.0.1']
const server = spawn(
  process.execPath,
  ['dist/main.js', 'serve', ...flags, '--port', String(port), '--shutdown-delay', '0s'],
  {
    stdio: ['ignore', 'ignore', 'inherit'],
  },
)
const started = performance.now()

type Answer = Readonly<{ response: Readonly<{ allowed: boolean; status?: Readonly<{ message: string }> }> }>

function ask(): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' }
    const options = {
      host: '127.0.0.1',
      port,
      path: '/jobs/validate',
      method: 'POST',
      headers,
      rejectUnauthorized: false,
    }
    const call = request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve(response.statusCode === 200 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined),
      )
    })
    call.on('error', () => resolve(undefined))
    call.end(readFileSync('examples/reviews/job-that-waits-for-too-many.json'))
  })
}

let answer: Answer | undefined
while (answer === undefined && performance.now() - started < 20_000 && server.exitCode === null) {
  answer = await ask()
  if (answer === undefined) await sleep(20)
}
console.log(
  `first answer ${Math.round(performance.now() - started)} ms after the start: ${answer?.response.status?.message}`,
)
const ended = once(server, 'exit')
server.kill('SIGTERM')
await ended
rmSync(folder, { recursive: true })
const isRefused = answer?.response.allowed === false && answer.response.status?.message.includes("job 'minAvailable'")
if (!isRefused || server.exitCode !== 0) {
  console.error(`the bundle is broken: exit code ${server.exitCode}`)
  process.exitCode = 1
}
