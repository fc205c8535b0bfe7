import { bytesOf, qualifiedNameMistakes } from '../../../kubernetes/names.ts'
import { eachEntry, invalids, joined, none } from '../../checks.ts'
import { type Finding, tooLong } from '../../finding.ts'

export type Annotations = Readonly<Record<string, string>>

const mostBytes = 256 * 1024

/** Mirrors ValidateAnnotationsSize. */
function isTooLarge(annotations: Annotations): boolean {
  let units = 0
  for (const key in annotations) units += key.length + (annotations[key] ?? '').length
  // No unit of UTF-16 has more than three bytes, and few annotations are as long as a third of the limit.
  if (units * 3 <= mostBytes) return false
  let bytes = 0
  for (const key in annotations) bytes += bytesOf(key) + bytesOf(annotations[key] ?? '')
  return bytes > mostBytes
}

/** Keys are those of labels, but for upper case in their domains. Mirrors ValidateAnnotations. */
export const checkAnnotations = (annotations: Annotations, path: string): readonly Finding[] =>
  joined(
    eachEntry(annotations, path, (key, _, at) => invalids(at, key, qualifiedNameMistakes(key.toLowerCase()))),
    checkSize(annotations, path),
  )

/** Keys and values together may be long, but not without end. */
export const checkSize = (annotations: Annotations, path: string): readonly Finding[] =>
  isTooLarge(annotations) ? [tooLong(path, mostBytes, 'this is about all keys and values together')] : none
