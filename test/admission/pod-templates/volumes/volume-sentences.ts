import type { Volume } from '../../../../src/kubernetes/shapes/volumes.ts'
import { aContainer, sentencesOn } from '../sentences.ts'

/** What is said of the only volume of a template; paths begin in it. */
export const sentencesOnVolume = (volume: Volume): readonly string[] =>
  sentencesOn({ containers: [aContainer()], volumes: [{ name: 'data', ...volume }] }).map((sentence) =>
    sentence.replace(/^volumes\[0\]\.?/, ''),
  )
