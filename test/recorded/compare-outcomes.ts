import { isDeepStrictEqual } from 'node:util'
import type { Outcome } from './replay-review.ts'

/** In which way our end of a review is another one than Volcano's; the gravest way, where there are several. */
export function compareOutcomes(volcano: Outcome, ours: Outcome): string {
  if (isDeepStrictEqual(ours, volcano)) return 'as in Volcano'
  if (ours.allowed !== volcano.allowed) return ours.allowed ? 'admitted only here' : 'refused only here'
  if (ours.complaints !== volcano.complaints)
    return ours.complaints > volcano.complaints ? 'more complaints' : 'fewer complaints'
  if (ours.sentences.length !== volcano.sentences.length) return 'a sentence is missing'
  if (!isDeepStrictEqual(ours.object, volcano.object)) return 'another object'
  return ours.warnings.length > 0 ? 'a warning' : 'no patch for the patch null'
}
