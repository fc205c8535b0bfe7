import { type Command, exit } from './cli/command.ts'
import { lint } from './cli/lint.ts'
import { render } from './cli/render.ts'
import { review } from './cli/review.ts'
import { serve } from './cli/serve.ts'
import { uninstall } from './cli/uninstall.ts'
import { suggest } from './kubernetes/nearest.ts'

const commands: Readonly<Record<string, Command>> = { serve, review, render, lint, uninstall }

const terminal = {
  input: process.stdin,
  print: (line: string) => void process.stdout.write(`${line}\n`),
  complain: (line: string) => void process.stderr.write(`${line}\n`),
}

/** Without a command the words are the server's, as vc-webhook-manager has no commands. */
function run(args: readonly string[]): Promise<number> {
  const [first = '', ...rest] = args
  if (Object.hasOwn(commands, first)) return commands[first]?.(rest, terminal) ?? Promise.resolve(exit.wrongUsage)
  if (!/^[a-z]+$/.test(first)) return serve(args, terminal)
  terminal.complain(
    `${first}: unknown command${suggest(first, Object.keys(commands))}; there are ${Object.keys(commands).join(', ')}`,
  )
  return Promise.resolve(exit.wrongUsage)
}

// Whoever reads may stop before the end, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exit.fine)
})

process.exitCode = await run(process.argv.slice(2))
