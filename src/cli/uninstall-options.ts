import type { ParseArgsOptionsConfig } from 'node:util'
import type { ServicePlace } from '../cluster/delete-webhook-configuration.ts'
import { needsValue, readWords, unknownFlag, type Word } from './read-words.ts'

const options = {
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean' },
  kubeconfig: { type: 'string' },
  master: { type: 'string' },
  service: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig

export type UninstallOptions =
  | Readonly<{ isDryRun: boolean; kubeconfig: string; master: string; service: ServicePlace | undefined }>
  | Readonly<{ mistakes: readonly string[] }>
  | Readonly<{ asked: 'help' }>

/** Reads the words behind `uninstall`; every mistake is told at once. */
export function readUninstallOptions(args: readonly string[]): UninstallOptions {
  const { values, positionals, given } = readWords(args, options)
  if (values.help) return { asked: 'help' }
  const mistakes = [
    ...positionals.map((word) => `${word}: belongs to no flag`),
    ...given.flatMap((word) => findMistake(word) ?? []),
  ]
  const isDryRun = values['dry-run'] !== undefined
  if (isDryRun === (values.yes !== undefined))
    mistakes.push('choose one: --dry-run says what would be deleted, --yes deletes it')
  const { kubeconfig = '', master = '', service } = values as Readonly<Record<string, string | undefined>>
  const [namespace = '', name = '', ...rest] = service ? service.split('/') : []
  if (service && (namespace === '' || name === '' || rest.length > 0))
    mistakes.push('--service: must be NAMESPACE/NAME, such as volcano-system/volcano-admission-service')
  if (mistakes.length > 0) return { mistakes }
  return { isDryRun, kubeconfig, master, service: service ? { namespace, name } : undefined }
}

function findMistake(word: Word): string | undefined {
  const { name, rawName, value } = word
  if (!isOption(name)) return unknownFlag(word, options)
  if (options[name].type === 'boolean') return value === undefined ? undefined : `${rawName}: takes no value`
  return value ? undefined : needsValue(word)
}

const isOption = (name: string): name is keyof typeof options => Object.hasOwn(options, name)
