import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../../src/kubernetes/shapes/pod.ts'
import { beginnings } from './beginnings.ts'
import { aContainer, sentencesOn } from './sentences.ts'

type Claims = NonNullable<PodSpec['resourceClaims']>

describe('claims of resources', () => {
  it.each<[string, Claims, string[]]>([
    ['may be none', [], []],
    [
      'are of an object, or of a template',
      [
        { name: 'gpu', resourceClaimName: 'a.b' },
        { name: 'net', resourceClaimTemplateName: 't' },
      ],
      [],
    ],
    [
      'have names of their own',
      [
        { name: 'gpu', resourceClaimName: 'a' },
        { name: 'gpu', resourceClaimName: 'b' },
        { resourceClaimName: 'c' },
        { name: 'a.b', resourceClaimName: 'd' },
        { name: 'a.b', resourceClaimName: 'd' },
      ],
      [
        '[1].name: Duplicate value: "gpu": an earlier claim has this name; rename one of them',
        '[2].name: Required value: containers refer to the claim by its name',
        '[3].name: Invalid value: "a.b": must not contain dots',
        '[4].name: Duplicate value: "a.b": an earlier claim has this name',
      ],
    ],
    [
      'are of something',
      [{ name: 'gpu' }],
      ['[0]: Invalid value: {"name":"gpu"}: must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'],
    ],
    [
      'are of one thing',
      [{ name: 'gpu', resourceClaimName: 'A', resourceClaimTemplateName: '' }],
      [
        '[0]: Invalid value: {"name":"gpu","resourceClaimName":"A","resourceClaimTemplateName":""}: at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified',
        '[0].resourceClaimName: Invalid value: "A": a lowercase RFC 1123 subdomain',
        '[0].resourceClaimTemplateName: Invalid value: "": a lowercase RFC 1123 subdomain',
      ],
    ],
  ])('%s', (_, resourceClaims, want) => {
    const found = sentencesOn({ containers: [aContainer()], resourceClaims })
    const told = found.map((sentence) => sentence.replace('resourceClaims', ''))
    expect(beginnings(told, want)).toEqual(want)
  })
})
