import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../../src/admission/finding.ts'
import { checkPodTemplate } from '../../../../src/admission/pod-templates/check-pod-template.ts'
import type { PodSpec, PodTemplate } from '../../../../src/kubernetes/shapes/pod.ts'
import { beginnings } from '../beginnings.ts'
import { aContainer } from '../sentences.ts'

const options = { name: 'worker', namespace: 'lab', podLevelResources: true }
const path = 'spec.tasks[1].template'

const sentencesOn = (metadata: PodTemplate['metadata'] & object, spec: PodSpec = {}): readonly string[] =>
  checkPodTemplate({ metadata, spec: { containers: [aContainer()], ...spec } }, options, path)
    .map(sentenceOf)
    .map((sentence) => sentence.replace(`${path}.metadata.`, ''))

const cost = 'controller.kubernetes.io/pod-deletion-cost'
const mirror = 'kubernetes.io/config.mirror'
const tolerations = 'scheduler.alpha.kubernetes.io/tolerations'
const seccomp = 'container.seccomp.security.alpha.kubernetes.io/main'
const appArmor = 'container.apparmor.security.beta.kubernetes.io/main'
const big = 'x'.repeat(256 * 1024)

describe('the name and the namespace', () => {
  it.each<[string, object, string[]]>([
    ['are fine', {}, []],
    ['may have dots in the name', { name: 'a.b' }, []],
    ['are there: a name', { name: '' }, ['spec.tasks[1].name: Required value: name or generateName is required']],
    ['are there: a namespace', { namespace: '' }, ['metadata.namespace: Required value: pods live in namespaces']],
    [
      'are such as objects have',
      { name: 'A', namespace: 'a.b' },
      [
        'spec.tasks[1].name: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of',
        'metadata.namespace: Invalid value: "a.b": must not contain dots',
      ],
    ],
  ])('%s', (_, more, want) => {
    const found = checkPodTemplate({ spec: { containers: [aContainer()] } }, { ...options, ...more }, path)
    expect(beginnings(found.map(sentenceOf), want)).toEqual(want)
  })
})

describe('metadata is fine with', () => {
  it.each<[string, PodTemplate['metadata'] & object, PodSpec?]>([
    ['labels', { labels: { a: '', 'x.io/A.b_c': 'B_c.d' } }],
    ['upper case in the domain of an annotation', { annotations: { 'X.io/a': 'anything goes' } }],
    ['annotations of 256 KiB', { annotations: { x: big.slice(1) } }],
    ['what older clients said of init containers', { annotations: { 'pod.beta.kubernetes.io/init-containers': big } }],
    ['a deletion cost', { annotations: { [cost]: '-2147483648' } }],
    ['a mirror of a pod on a node', { annotations: { [mirror]: 'x' } }, { nodeName: 'n' }],
    ['no tolerations', { annotations: { [tolerations]: '' } }],
    ['tolerations in JSON', { annotations: { [tolerations]: '[{"Key":"a","Operator":"Exists"}]' } }],
    ['a seccomp profile', { annotations: { [seccomp]: 'localhost/a/b' } }],
    ['an AppArmor profile', { annotations: { [appArmor]: 'localhost/p' } }],
    ['its own name, which nobody looks at', { name: 'NOT A NAME', namespace: '?' }],
  ])('%s', (_, metadata, spec) => {
    expect(sentencesOn(metadata, spec)).toEqual([])
  })
})

describe('metadata is refused with', () => {
  it.each<[string, PodTemplate['metadata'] & object, string[]]>([
    [
      'a wrong label',
      { labels: { 'a b': '-' } },
      [
        'labels[a b]: Invalid value: "a b": name part must consist of',
        'labels[a b]: Invalid value: "-": a valid label must be an empty string or',
      ],
    ],
    [
      'long labels',
      { labels: { [`${'n'.repeat(254)}/a`]: 'n'.repeat(64) } },
      [
        `labels[${'n'.repeat(254)}/a]: Invalid value: "${'n'.repeat(119)}...: prefix part must be no more than 253 bytes`,
        `labels[${'n'.repeat(254)}/a]: Invalid value: "${'n'.repeat(64)}": must be no more than 63 bytes`,
      ],
    ],
    [
      'a wrong annotation',
      { annotations: { 'a/b/c': '' } },
      ['annotations[a/b/c]: Invalid value: "a/b/c": a valid label key'],
    ],
    [
      'more than 256 KiB of annotations',
      { annotations: { x: big } },
      ['annotations: Too long: may not be more than 262144 bytes; this is about all keys and values together'],
    ],
    [
      'more than 256 KiB of annotations in other letters',
      { annotations: { x: '\u20ac'.repeat(256 * 342) } },
      ['annotations: Too long: may not be more than 262144 bytes; this is about all keys and values together'],
    ],
    ...['', 'x', '+1', '01', '1.5', '2147483648'].map(
      (value): [string, { annotations: Record<string, string> }, string[]] => [
        `a deletion cost of "${value}"`,
        { annotations: { [cost]: value } },
        [`annotations[${cost}]: Invalid value: "${value}": must be a 32bit integer`],
      ],
    ),
    [
      'a mirror of a pod on no node',
      { annotations: { [mirror]: 'x' } },
      [
        `annotations[${mirror}]: Invalid value: "x": must set spec.nodeName if mirror pod annotation is set; the kubelet alone sets it`,
      ],
    ],
    [
      'tolerations that are no JSON',
      { annotations: { [tolerations]: '[' } },
      [`annotations[${tolerations}]: Invalid value: "${tolerations}": this is no JSON; write spec.tolerations instead`],
    ],
    [
      'tolerations that are none',
      { annotations: { [tolerations]: '[{"key": 1}]' } },
      [`annotations[${tolerations}]: Invalid value: "${tolerations}": json: cannot unmarshal number into Go`],
    ],
    [
      'a toleration that is null, as an empty one',
      { annotations: { [tolerations]: '[null]' } },
      [`annotations[${tolerations}][0].operator: Invalid value: "": operator must be Exists when \`key\` is empty`],
    ],
    [
      'wrong tolerations',
      { annotations: { [tolerations]: '[{"operator": "Exists", "value": "x"}]' } },
      [`annotations[${tolerations}][0].value: Invalid value: "x": value must be empty when \`operator\` is 'Exists'`],
    ],
    [
      'an unknown seccomp profile',
      { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'x' } },
      [
        'annotations[seccomp.security.alpha.kubernetes.io/pod]: Invalid value: "x": must be a valid seccomp profile; take runtime/default, docker/default, unconfined or localhost/<file>',
      ],
    ],
    [
      'a seccomp profile from elsewhere',
      { annotations: { [seccomp]: 'localhost//../p' } },
      [
        `annotations[${seccomp}]: Invalid value: "/../p": must be a relative path`,
        `annotations[${seccomp}]: Invalid value: "/../p": must not contain '..'`,
      ],
    ],
    [
      'an AppArmor profile for no container, and none that there is',
      { annotations: { 'container.apparmor.security.beta.kubernetes.io/x': 'y' } },
      [
        'annotations[container.apparmor.security.beta.kubernetes.io/x]: Invalid value: "x": container not found',
        'annotations[container.apparmor.security.beta.kubernetes.io/x]: Invalid value: "y": invalid AppArmor profile name: "y"; take runtime/default, unconfined or localhost/<profile>',
      ],
    ],
  ])('%s', (_, metadata, want) => {
    expect(beginnings(sentencesOn(metadata), want)).toEqual(want)
  })
})

describe('profiles that are told twice', () => {
  const same = 'in annotation and field must match; the annotation says'
  it.each<[string, string, PodSpec, string[]]>([
    ['may be the same', 'runtime/default', { containers: [withProfiles({ type: 'RuntimeDefault' })] }, []],
    [
      'may be the same file',
      'localhost/p',
      { containers: [withProfiles({ type: 'Localhost', localhostProfile: 'p' })] },
      [],
    ],
    ['are of one type', 'unconfined', { containers: [withProfiles({ type: 'RuntimeDefault' })] }, ['type', 'type']],
    [
      'are both files',
      'unconfined',
      { containers: [withProfiles({ type: 'Localhost', localhostProfile: 'p' })] },
      ['type', 'type'],
    ],
    [
      'are one file',
      'localhost/q',
      { containers: [withProfiles({ type: 'Localhost', localhostProfile: 'p' })] },
      ['localhostProfile', 'localhostProfile'],
    ],
  ])('%s', (_, profile, spec, fields) => {
    const found = sentencesOn({ annotations: { [seccomp]: profile, [appArmor]: profile } }, spec)
    expect(found).toEqual(
      fields.map((field, i) => {
        const kind = i === 0 ? 'seccomp' : 'apparmor'
        const at = `${path}.spec.containers[0].securityContext.${i === 0 ? 'seccompProfile' : 'appArmorProfile'}.${field}`
        const what = field === 'type' ? 'type' : 'profile'
        return `${at}: Forbidden: ${kind} ${what} ${same} ${profile}; keep the field alone`
      }),
    )
  })

  it('are not compared on Windows, where there is no AppArmor', () => {
    const containers = [aContainer({ securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } })]
    expect(sentencesOn({ annotations: { [appArmor]: 'unconfined' } }, { containers, os: { name: 'windows' } })).toEqual(
      [`${path}.spec.containers[0].securityContext.appArmorProfile: Forbidden: cannot be set for a windows pod`],
    )
  })

  it('are those of the pod, for containers without', () => {
    const securityContext = { appArmorProfile: { type: 'RuntimeDefault' }, seccompProfile: { type: 'Unconfined' } }
    const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': 'docker/default', [appArmor]: 'unconfined' }
    expect(sentencesOn({ annotations }, { securityContext })).toEqual([
      `${path}.spec.securityContext.seccompProfile.type: Forbidden: seccomp type ${same} docker/default; keep the field alone`,
      `${path}.spec.containers[0].securityContext.appArmorProfile.type: Forbidden: apparmor type ${same} unconfined; keep the field alone`,
    ])
  })
})

function withProfiles(profile: { type: string; localhostProfile?: string }) {
  return aContainer({ securityContext: { seccompProfile: profile, appArmorProfile: profile } })
}
