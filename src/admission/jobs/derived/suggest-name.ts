import { isLetterFirstLabel } from '../../../kubernetes/names.ts'

/** The nearest name that is legal everywhere and has room for `longest` characters; undefined when nothing is left of it. */
export function suggestName(name: string, longest: number): string | undefined {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
  const begun = /^\d/.test(plain) ? `job-${plain}` : plain
  const suggested = begun.slice(0, Math.max(0, longest)).replace(/-+$/, '')
  return isLetterFirstLabel(suggested) ? suggested : undefined
}
