/** What a command reads and writes, so that tests can hand it something else. */
export type Terminal = Readonly<{
  input: AsyncIterable<string | Uint8Array>
  print: (line: string) => void
  complain: (line: string) => void
}>

/** Runs with the words behind its name, and gives the exit code: 0 fine, 1 something was refused, 2 wrong usage. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>

export const exit = { fine: 0, refused: 1, wrongUsage: 2 } as const
