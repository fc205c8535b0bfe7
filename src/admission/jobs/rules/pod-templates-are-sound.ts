import { each } from '../../checks.ts'
import { checkPodTemplate } from '../../pod-templates/check-pod-template.ts'
import type { JobRule } from '../rule.ts'

/**
 * Kubernetes would take the template of each task as one of a pod that has the name of the task.
 * Mirrors jobs/validate: validateTaskTemplate.
 */
export const podTemplatesAreSound: JobRule = {
  id: 'pod-templates-are-sound',
  nature: 'upstream',
  about: {
    why: 'The API server would refuse every pod of the task, and the job would wait for ever.',
    fix: 'Describe the pod as in a manifest of its own; each finding names the field.',
  },

  reads: [],
  check({ object: { metadata, spec = {} }, namespace: asked }, _, { podLevelResources }) {
    const namespace = metadata?.namespace ?? asked
    return each(spec.tasks, 'spec.tasks', ({ name = '', template = {} }, path) =>
      checkPodTemplate(template, { name, namespace, podLevelResources }, `${path}.template`),
    )
  },
}
