import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LoadOrder } from './load-generator.ts'
import type { LoadResult } from './send-load.ts'

export type LoadGenerator = Readonly<{ send: (order: LoadOrder) => Promise<LoadResult>; stop: () => void }>

/** Starts the load generator in a process of its own; it ends with this one. */
export function startLoad(pin: (command: readonly string[]) => readonly string[]): LoadGenerator {
  const program = fileURLToPath(new URL('load-generator.ts', import.meta.url))
  const [file = '', ...args] = pin([process.execPath, program])
  const generator = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(generator, 'exit').then(() => {
    throw new Error('the load generator ended')
  })
  // Nobody may be waiting when it ends.
  ended.catch(() => undefined)
  return {
    async send(order) {
      const answered = once(generator, 'message')
      generator.send(order)
      const [result] = await Promise.race([answered, ended])
      return result
    },
    stop: () => generator.disconnect(),
  }
}
