import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { suggest } from '../kubernetes/nearest.ts'

/** A flag as it was written: `rawName` with its hyphens. */
export type Word = Readonly<{ name: string; rawName: string; value: string | undefined }>

/** Takes the words behind a command's name apart, whatever they are; each is for the command to judge. */
export function readWords(args: readonly string[], options: ParseArgsOptionsConfig) {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given: readonly Word[] = tokens.filter((token) => token.kind === 'option')
  return { values, positionals, given }
}

export const unknownFlag = ({ name, rawName }: Word, options: ParseArgsOptionsConfig): string =>
  `${rawName}: unknown flag${suggest(name, Object.keys(options), '--')}`

export const needsValue = ({ rawName }: Word): string => `${rawName}: needs a value`
