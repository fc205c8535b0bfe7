import { describeAllowed, formatDuration } from './allowed-values.ts'
import type { Flag, FlagType } from './flag.ts'

/** The default as one would write it on the command line; empty when there is none. */
export function describeDefault(flag: Flag): string {
  if (flag.type === 'duration') return formatDuration(flag.default)
  if (flag.type === 'gates' || flag.type === 'levels') return ''
  return flag.type === 'strings' || flag.type === 'list' ? flag.default.join(',') : String(flag.default)
}

/** What a flag is for, how its value is written, and what is allowed. */
export function describeMeaning(flag: Flag): string {
  const allowed = describeAllowed(flag)
  const sentences = [
    flag.about,
    notation[flag.type],
    flag.unit === undefined ? '' : `Unit: ${flag.unit}.`,
    allowed === undefined ? '' : `Allowed: ${allowed}.`,
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}

const notation: Readonly<Record<FlagType, string>> = {
  bool: '',
  string: '',
  int: '',
  float: '',
  duration: '',
  strings: 'Repeat the flag for more than one.',
  list: 'A list with commas.',
  gates: 'A list with commas.',
  levels: 'A list with commas; uses add up.',
}
