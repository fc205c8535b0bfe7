import type { Container } from '../../../kubernetes/shapes/container.ts'
import type { PodTemplate } from '../../../kubernetes/shapes/pod.ts'
import { joined, none } from '../../checks.ts'
import { type Finding, forbidden } from '../../finding.ts'
import { eachContainer } from '../each-container.ts'
import { appArmorPrefix, localhost, podSeccomp, seccompPrefix } from './known-annotations.ts'

type Profile = Readonly<{ type?: string; localhostProfile?: string }>

/**
 * Where profiles are told twice, in annotations as long ago and in fields as today, they are the same.
 * Mirrors validateSeccompAnnotationsAndFields and validateAppArmorAnnotationsAndFieldsMatchOnCreate.
 */
export function checkProfilesMatch({ metadata, spec = {} }: PodTemplate, path: string): readonly Finding[] {
  const annotations = metadata?.annotations
  if (annotations === undefined || !Object.keys(annotations).some(isOfProfile)) return none
  const { securityContext: ofPod, os } = spec
  const checkContainer = ({ name = '', securityContext: own }: Container, at: string) =>
    joined(
      match('seccomp', annotations[seccompPrefix + name], own?.seccompProfile, `${at}.securityContext.seccompProfile`),
      os?.name === 'windows'
        ? none
        : match(
            'apparmor',
            annotations[appArmorPrefix + name],
            own?.appArmorProfile ?? ofPod?.appArmorProfile,
            `${at}.securityContext.appArmorProfile`,
          ),
    )
  return joined(
    match('seccomp', annotations[podSeccomp], ofPod?.seccompProfile, `${path}.spec.securityContext.seccompProfile`),
    eachContainer(spec, `${path}.spec`, checkContainer),
  )
}

const isOfProfile = (key: string): boolean =>
  key === podSeccomp || key.startsWith(seccompPrefix) || key.startsWith(appArmorPrefix)

type Kind = 'seccomp' | 'apparmor'

/** What annotations call the types. */
const typesOf: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  seccomp: { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default', 'docker/default'] },
  apparmor: { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default'] },
}

function match(kind: Kind, annotation: string | undefined, profile: Profile | undefined, path: string) {
  if (annotation === undefined || profile === undefined) return none
  const { type = '', localhostProfile } = profile
  const advice = `the annotation says ${annotation}; keep the field alone`
  const typeDiffers = [forbidden(`${path}.type`, `${kind} type in annotation and field must match; ${advice}`)]
  if (type !== 'Localhost') {
    const types = typesOf[kind]
    const isSame = !Object.hasOwn(types, type) || types[type]?.includes(annotation)
    return isSame ? none : typeDiffers
  }
  if (!annotation.startsWith(localhost)) return typeDiffers
  return annotation.slice(localhost.length) === localhostProfile
    ? none
    : [forbidden(`${path}.localhostProfile`, `${kind} profile in annotation and field must match; ${advice}`)]
}
