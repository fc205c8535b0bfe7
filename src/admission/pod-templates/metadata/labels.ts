import { eachEntry, joined } from '../../checks.ts'
import type { Finding } from '../../finding.ts'
import { checkLabelKey, checkLabelValue } from '../check-names.ts'

/** Keys and values of labels are legal. Mirrors ValidateLabels of meta/v1. */
export const checkLabels = (labels: Readonly<Record<string, string>> | undefined, path: string): readonly Finding[] =>
  eachEntry(labels, path, checkLabel)

const checkLabel = (key: string, value: string, path: string): readonly Finding[] =>
  joined(checkLabelKey(key, path), checkLabelValue(value, path))
