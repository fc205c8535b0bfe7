import { describeMisread, type Misread } from '../../kubernetes/go-flags.ts'
import { nearest } from '../../kubernetes/nearest.ts'
import type { PluginFlagTable } from '../plugin-flag.ts'

/** The plugin whose arguments are looked at. */
type Reader = Readonly<{ name: string; flags: PluginFlagTable }>

const unread = 'Volcano stops reading here'

/**
 * Why an argument cannot be read, with Go's words where they give nothing away, and what to write. A plugin that takes keys
 * may find one anywhere: of its arguments no more is repeated than a word that looks like the name of a flag.
 */
export function describeMisreading(misread: Misread, before: string | undefined, reader: Reader): string {
  if (misread.what === 'word') return describeWord(misread, before, reader)
  if (misread.what === 'unknown') return describeUnknown(misread.flag, reader)
  if (misread.what === 'valueless') return `${describeMisread(misread)}; write --${misread.flag}=VALUE`
  return describeBadValue(misread, reader)
}

function describeWord({ text }: Misread, before: string | undefined, reader: Reader): string {
  const what = takesSecrets(reader) ? 'this word is no flag' : `${JSON.stringify(shorten(text))} is no flag`
  const advice =
    before !== undefined && reader.flags[before]?.type === 'bool'
      ? `a switch has its value behind an equal sign: --${before}=true`
      : 'one element of the list is one flag: --flag=value'
  return `${what}: ${unread}; ${advice}`
}

function describeUnknown(flag: string, reader: Reader): string {
  const [name = '', ...rest] = flag.split(/\s/)
  const known = Object.keys(reader.flags)
  const meant = Object.hasOwn(reader.flags, name) ? name : nearest(name, known)
  const shown = showFlag(flag, reader)
  const advice =
    meant === undefined
      ? `the flags of ${reader.name} are ${known.map((each) => `--${each}`).join(', ')}`
      : rest.length > 0
        ? `one element of the list is one flag: --${meant}=value`
        : `did you mean --${meant}?`
  return `flag provided but not defined${shown === '' ? '' : `: -${shown}`}: ${unread}; ${advice}`
}

/** As much of what stands where a flag should as may be shown. */
export function showFlag(flag: string, reader: Pick<Reader, 'flags'>): string {
  const [name = ''] = flag.split(/\s/)
  return takesSecrets(reader) && !/^[a-z][a-z-]{0,30}$/.test(name) ? '' : shorten(name)
}

function describeBadValue(misread: Misread, reader: Reader): string {
  const { flag, text } = misread
  const what = takesSecrets(reader)
    ? `invalid value for flag -${flag}`
    : describeMisread({ ...misread, text: shorten(text) })
  const isSwitch = reader.flags[flag]?.type === 'bool'
  const effect = `it counts as ${isSwitch ? 'false' : '0, or the nearest number that there is'}, and Volcano does not read what follows`
  return `${what}: ${effect}; give ${isSwitch ? 'true or false' : 'a whole number'}`
}

const takesSecrets = ({ flags }: Pick<Reader, 'flags'>): boolean => Object.values(flags).some(({ secret }) => secret)

const shorten = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 60)}...`)
