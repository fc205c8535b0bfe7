import type { Metadata } from '../../../kubernetes/shapes/metadata.ts'
import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { joined, present } from '../../checks.ts'
import { type Finding, forbidden, required } from '../../finding.ts'
import { checkAnnotations } from '../metadata/annotations.ts'
import { checkLabels } from '../metadata/labels.ts'
import { checkClaim } from './claim.ts'

/** A claim that lives as long as the pod. Mirrors validateEphemeralVolumeSource. */
export function checkEphemeral({ volumeClaimTemplate: template }: NonNullable<Volume['ephemeral']>, path: string) {
  const at = `${path}.volumeClaimTemplate`
  if (template === undefined) return [required(at, 'describe the claim that each pod gets')]
  return joined(
    present(template.metadata, `${at}.metadata`, checkTemplateMetadata),
    checkClaim(template.spec ?? {}, `${at}.spec`),
  )
}

/** What of its metadata an object has for itself, so that a template may not set it. */
const ownFields: readonly (keyof Metadata)[] = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
  'managedFields',
]

/** Mirrors ValidateTemplateObjectMeta. */
const checkTemplateMetadata = (metadata: Metadata, path: string): readonly Finding[] =>
  joined(
    present(metadata.annotations, `${path}.annotations`, checkAnnotations),
    checkLabels(metadata.labels, `${path}.labels`),
    checkOwnFields(metadata, path),
  )

const checkOwnFields = (metadata: Metadata, path: string): readonly Finding[] =>
  ownFields
    .filter((field) => isSet(metadata, field))
    .map((field) => forbidden(`${path}.${field}`, 'cannot be set; a claim template has labels and annotations only'))

/** Go cannot tell an absent text from an empty one. */
const isSet = (metadata: Metadata, field: keyof Metadata): boolean => {
  const value = metadata[field]
  if (field === 'deletionGracePeriodSeconds') return value !== undefined
  return value !== undefined && value !== '' && value !== 0
}
