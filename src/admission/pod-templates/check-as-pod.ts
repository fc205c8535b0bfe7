import type { Container } from '../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../kubernetes/shapes/pod.ts'
import type { Volume } from '../../kubernetes/shapes/volumes.ts'
import { type Check, each, joined, none } from '../checks.ts'
import { type Finding, forbidden, invalid, required } from '../finding.ts'
import { isPadded } from './padding.ts'

/**
 * What Kubernetes 1.36 refuses in a pod and not in the template of one, by itself or by the admission plugins that are on
 * unless somebody turns them off. Mirrors validatePodMetadataAndSpec and ValidatePodCreate, the options that Volcano's
 * validation has off, and validateOverhead of the plugin RuntimeClass.
 */
export const checkAsPod = (spec: PodSpec, path: string): readonly Finding[] =>
  joined(
    each(spec.volumes, `${path}.volumes`, checkImageVolume),
    each(spec.containers, `${path}.containers`, checkContainer),
    each(spec.initContainers, `${path}.initContainers`, checkImage),
    checkNode(spec, `${path}.nodeName`),
    checkOverhead(spec, `${path}.overhead`),
  )

/** Whether `checkAsPod` may find anything: one look that makes nothing, as jobs have thousands of templates. */
export const mayBeRefused = ({ containers, initContainers, volumes, nodeName, overhead }: PodSpec): boolean =>
  nodeName !== undefined ||
  overhead !== undefined ||
  (volumes?.some(({ image }) => image !== undefined) ?? false) ||
  (containers?.some(isUnusual) ?? false) ||
  (initContainers?.some(isUnusual) ?? false)

const isUnusual = ({ image, restartPolicyRules }: Container): boolean =>
  restartPolicyRules !== undefined || (image !== undefined && mayBePadded(image))

/** A template may leave the reference to whoever makes the pods. */
const checkImageVolume: Check<Volume> = ({ image }, path) =>
  image === undefined || image.reference ? none : [required(`${path}.image.reference`, 'the image to mount')]

const checkContainer: Check<Container> = (container, path) =>
  joined(checkImage(container, path), checkRestartRules(container, path))

const checkImage: Check<Container> = ({ image = '' }, path) =>
  image !== '' && isPadded(image)
    ? [invalid(`${path}.image`, image, 'must not have leading or trailing whitespace')]
    : none

/** Names of images begin and end with letters and digits: only others need the pattern. */
const mayBePadded = (text: string): boolean =>
  !isPrintable(text.charCodeAt(0)) || !isPrintable(text.charCodeAt(text.length - 1))

const isPrintable = (code: number): boolean => code > 0x20 && code < 0x7f

/** Main containers are refused with a policy of their own by Volcano, and with rules but no policy by the API server. */
const checkRestartRules: Check<Container> = ({ restartPolicyRules, restartPolicy }, path) =>
  restartPolicyRules === undefined || restartPolicyRules.length === 0 || restartPolicy !== undefined
    ? none
    : [
        required(
          `${path}.restartPolicy`,
          'must specify restartPolicy when restart rules are used; Volcano takes no such policy, so remove restartPolicyRules',
        ),
      ]

function checkNode({ nodeName, schedulingGates }: PodSpec, path: string): readonly Finding[] {
  if (!nodeName || schedulingGates === undefined || schedulingGates.length === 0) return none
  return [forbidden(path, 'cannot be set until all schedulingGates have been cleared; remove one of them')]
}

function checkOverhead({ overhead, runtimeClassName }: PodSpec, path: string): readonly Finding[] {
  if (overhead === undefined || runtimeClassName || Object.keys(overhead).length === 0) return none
  const sentence = 'Pod Overhead set without corresponding RuntimeClass defined Overhead'
  return [forbidden(path, `${sentence}; name the runtimeClassName, which brings its overhead`)]
}
