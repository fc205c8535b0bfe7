import { joined, none } from '../../checks.ts'
import type { Finding } from '../../finding.ts'
import { checkAsPod, mayBeRefused } from '../../pod-templates/check-as-pod.ts'
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
  check({ object: { spec = {} } }) {
    let found: readonly Finding[] = none
    let index = -1
    for (const { template } of spec.tasks ?? none) {
      index += 1
      if (template?.spec !== undefined && mayBeRefused(template.spec))
        found = joined(found, checkAsPod(template.spec, `spec.tasks[${index}].template.spec`))
    }
    return found
  },
}
