import type { JobPlugin } from '../plugin.ts'
import type { PluginFlagTable } from '../plugin-flag.ts'
import { isPort, printInt, toPort } from '../port.ts'
import { describeMisreading, showFlag } from './describe-misreading.ts'
import { type Argument, walkArguments } from './walk-arguments.ts'

/** What is wrong with the argument at a place of a plugin's list. `value` is a flag or nothing, never what a flag holds. */
export type ArgumentRemark = Readonly<{
  at: number
  kind: 'invalid' | 'duplicate' | 'notSupported'
  value: string
  message: string
}>

/** Everything about a plugin's arguments that the job will not run as written, in their order. */
export function checkArguments(
  { name, flags }: Pick<JobPlugin, 'name' | 'flags'>,
  args: readonly string[],
): readonly ArgumentRemark[] {
  if (args.length === 0) return []
  if (Object.keys(flags).length === 0) return [remark(0, 'invalid', '', `${name} takes no arguments; remove them`)]
  const { known, unread } = walkArguments(flags, args)
  const set = new Map<string, number>()
  const lastOfVolcano = known.findLast(({ flag }) => flag !== undefined && !flags[flag]?.extension)?.at ?? -1
  const remarks = known.flatMap((argument, place) => {
    const { at, flag = '', misread } = argument
    const earlier = set.get(flag)
    if (flag !== '') set.set(flag, at)
    return [
      ...(misread === undefined
        ? checkValue(argument, flags)
        : [
            remark(
              at,
              misread.what === 'unknown' ? 'notSupported' : 'invalid',
              showFlag(misread.flag, { flags }),
              describeMisreading(misread, known[place - 1]?.flag, { name, flags }),
            ),
          ]),
      ...(earlier === undefined ? [] : [repeated(at, flag, earlier)]),
      // Volcano's controller stops at such an argument.
      ...(flags[flag]?.extension && at < lastOfVolcano ? [inTheWay(at, flag)] : []),
    ]
  })
  const all = unread === undefined ? remarks : [...remarks, remark(unread, 'invalid', '', unreadable)]
  return all.slice(0, mostRemarks)
}

/** More of them would tell nobody more. */
const mostRemarks = 50

const unreadable = 'nothing behind -- is read; leave -- out'

const remark = (at: number, kind: ArgumentRemark['kind'], flag: string, message: string): ArgumentRemark => ({
  at,
  kind,
  value: flag === '' ? '' : `--${flag}`,
  message,
})

const repeated = (at: number, flag: string, earlier: number): ArgumentRemark =>
  remark(at, 'duplicate', flag, `element ${earlier} of the list sets it already, and the last one counts; keep one`)

const inTheWay = (at: number, flag: string): ArgumentRemark =>
  remark(at, 'invalid', flag, "Volcano's controller does not know this flag and reads nothing behind it; put it last")

/** What the API server refuses in an opened port, as it is no port either once Go has cut it, is not for here. */
function checkValue({ at, flag = '', value }: Argument, flags: PluginFlagTable): readonly ArgumentRemark[] {
  const { port } = flags[flag] ?? {}
  if (port !== undefined && typeof value === 'number' && !isPort(value) && (port === 'told' || isPort(toPort(value))))
    return [remark(at, 'invalid', flag, `${printInt(value)} is no port; ports go from 1 to 65535`)]
  const swallowed = typeof value === 'string' ? /\s--?([A-Za-z][\w-]*)/.exec(value)?.[1] : undefined
  if (swallowed === undefined || !Object.hasOwn(flags, swallowed)) return []
  const message = `--${swallowed} is part of the value of --${flag}: one element of the list is one flag; give it its own`
  return [remark(at, 'invalid', flag, message)]
}
