import { duplicate, type Finding } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** A claim is mounted at one path: Volcano skips all volumes of a job but the first of those that name one claim. */
export const claimsAreNamedOnce: JobRule = {
  id: 'claims-are-named-once',
  nature: 'doubtful',
  about: {
    why: 'Volcano mounts a claim once. Where two of `spec.volumes` name the same one, it is at the path of the first, and there is nothing at the other path.',
    fix: 'Name each claim once, and mount it a second time in the templates, with a volume of their own.',
  },
  reads: [],
  check({ object: { spec = {} } }) {
    const { volumes = none } = spec
    if (volumes.length < 2) return none
    const first = new Map<string, number>()
    return volumes.flatMap(({ volumeClaimName = '', mountPath = '' }, i): readonly Finding[] => {
      const earlier = first.get(volumeClaimName)
      if (earlier === undefined || volumeClaimName === '') {
        first.set(volumeClaimName, i)
        return none
      }
      const sentence = `spec.volumes[${earlier}] names this claim, too, and it is mounted there alone: nothing is mounted at ${mountPath}; name each claim once`
      return [duplicate(`spec.volumes[${i}].volumeClaimName`, volumeClaimName, sentence)]
    })
  },
}

const none: readonly never[] = []
