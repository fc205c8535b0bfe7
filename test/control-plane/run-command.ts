import { execFile } from 'node:child_process'

export type CommandResult = Readonly<{ code: number; stdout: string; stderr: string }>

type Options = Readonly<{ input?: string | undefined; env: Readonly<Record<string, string>>; deadlineMs?: number }>

/**
 * Runs a program to its end. A code other than 0 is a result like any other.
 * Throws when the program cannot be started or is not done after the deadline, two minutes by default.
 */
export function runCommand(file: string, args: readonly string[], options: Options): Promise<CommandResult> {
  const { input = '', env, deadlineMs = 120_000 } = options
  return new Promise((resolve, reject) => {
    const command = execFile(
      file,
      args,
      { env, timeout: deadlineMs, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) resolve({ code: 0, stdout, stderr })
        else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr })
        else reject(error)
      },
    )
    // A program may end without reading all of its input: its code says what came of it.
    command.stdin?.on('error', () => undefined)
    command.stdin?.end(input)
  })
}

/** What a command printed, for the steps of a test that must succeed. Throws with what it complained of otherwise. */
export function stdoutOf({ code, stdout, stderr }: CommandResult): string {
  if (code !== 0) throw new Error(`the command ended with code ${code}: ${stderr || stdout}`)
  return stdout
}
