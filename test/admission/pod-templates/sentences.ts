import { describe } from '../../../src/admission/finding.ts'
import { checkPodTemplate } from '../../../src/admission/pod-templates/check-pod-template.ts'
import type { PodTemplateOptions } from '../../../src/admission/pod-templates/pod-template-options.ts'
import type { Container } from '../../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../src/kubernetes/shapes/pod.ts'

/** What is said of a template with this spec; paths begin in the spec. */
export const sentencesOn = (spec: PodSpec, options: Partial<PodTemplateOptions> = {}): readonly string[] =>
  checkPodTemplate({ spec }, { name: 'worker', namespace: 'lab', podLevelResources: true, ...options }, 'template')
    .map(describe)
    .map((sentence) => sentence.replace(/^template\.spec\./, ''))

export const aContainer = (more: Container = {}): Container => ({ name: 'main', image: 'busybox:1.36', ...more })

/** What is said of the one container of a template, or of the first of several; paths begin in it. */
export const sentencesOnContainer = (more: Container, spec: PodSpec = {}): readonly string[] =>
  sentencesOn({ containers: [aContainer(more)], ...spec }).map((sentence) => sentence.replace(/^containers\[0\]\./, ''))
