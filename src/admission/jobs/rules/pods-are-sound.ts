import type { Finding } from '../../finding.ts'
import { checkAsPod } from '../../pod-templates/check-as-pod.ts'
import { each, none } from '../../pod-templates/checks.ts'
import type { JobRule } from '../rule.ts'

/**
 * Kubernetes would take the pods of each task, which is more than to take their template. Volcano looks at templates only.
 */
export const podsAreSound: JobRule = {
  id: 'pods-are-sound',
  nature: 'impossible',
  about: {
    why: 'The API server demands more of a pod than of the template of one: an image without blanks around its name, an image to mount where a volume is made of one, no node before all scheduling gates are gone, no overhead but that of a runtime class. Volcano looks at the template, and every pod is refused for ever.',
    fix: 'Change the field that the answer names.',
  },
  reads: [],
  check: ({ object: { spec = {} } }): readonly Finding[] =>
    each(spec.tasks, 'spec.tasks', ({ template }, path) =>
      template?.spec === undefined ? none : checkAsPod(template.spec, `${path}.template.spec`),
    ),
}
