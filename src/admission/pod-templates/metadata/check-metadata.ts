import type { PodTemplate } from '../../../kubernetes/shapes/pod.ts'
import { joined, present } from '../../checks.ts'
import { type Finding, required } from '../../finding.ts'
import { checkDnsLabel, checkSubdomain } from '../check-names.ts'
import type { PodTemplateOptions } from '../pod-template-options.ts'
import { checkAnnotations } from './annotations.ts'
import { checkLabels } from './labels.ts'
import { checkPodAnnotations } from './pod-annotations.ts'
import { withoutDropped } from './without-dropped.ts'

/**
 * The name that a template goes by is one for objects, it has a namespace, and its labels and annotations are legal.
 * The field `name` stands beside `template`, with which the path ends.
 * Mirrors the first part of ValidatePodTemplate and ValidatePodTemplateSpec.
 */
export function checkMetadata(
  { metadata, spec = {} }: PodTemplate,
  { name, namespace }: PodTemplateOptions,
  path: string,
): readonly Finding[] {
  const annotations = withoutDropped(metadata?.annotations)
  return joined(
    checkName(name, path.replace(/template$/, 'name')),
    checkNamespace(namespace),
    checkLabels(metadata?.labels, `${path}.metadata.labels`),
    present(annotations, `${path}.metadata.annotations`, (some, at) =>
      joined(checkAnnotations(some, at), checkPodAnnotations(some, spec, at)),
    ),
  )
}

const checkName = (name: string, path: string): readonly Finding[] =>
  name === '' ? [required(path, 'name or generateName is required')] : checkSubdomain(name, path)

const checkNamespace = (namespace: string): readonly Finding[] =>
  namespace === ''
    ? [required('metadata.namespace', 'pods live in namespaces')]
    : checkDnsLabel(namespace, 'metadata.namespace')
