import { describeDefault, describeMeaning } from './describe-flag.ts'
import type { Flag } from './flag.ts'
import { topics } from './flags.ts'

/** The text of `--help`. */
export function renderHelp(): string {
  const sections = topics.map(({ title, flags }) =>
    [`${title}:`, ...Object.entries(flags).map(([name, flag]) => renderFlag(name, flag))].join('\n'),
  )
  return `${[introduction, ...sections].join('\n\n')}\n`
}

const introduction = `volcano-admission serves the admission webhooks of Volcano.

Usage: volcano-admission [flags]

Flags marked (new) are not among those of vc-webhook-manager. All but a few can also be set by the environment and by the file
of --config; docs/flags.md tells how.`

const renderFlag = (name: string, flag: Flag): string => {
  const value = describeDefault(flag)
  const type = flag.type === 'bool' ? '' : ` ${flag.type}`
  const notes = [...(value === '' ? [] : [`(default ${value})`]), ...(flag.upstream ? [] : ['(new)'])]
  return `${[`  --${name}${type}`, ...notes].join(' ')}\n        ${describeMeaning(flag).replaceAll('`', '')}`
}
