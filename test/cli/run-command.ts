import type { Command } from '../../src/cli/command.ts'

export type Outcome = Readonly<{ code: number; output: readonly string[]; complaints: readonly string[] }>

/** Runs a command as from a shell, with text for its standard input. */
export async function runCommand(command: Command, args: readonly string[], input = ''): Promise<Outcome> {
  const output: string[] = []
  const complaints: string[] = []
  const code = await command(args, {
    input: (async function* () {
      yield input
    })(),
    print: (line) => output.push(line),
    complain: (line) => complaints.push(line),
  })
  return { code, output, complaints }
}
