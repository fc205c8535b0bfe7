import type { Pod } from '../../../kubernetes/shapes/pod.ts'
import { notFound } from '../../finding.ts'
import type { Rule } from '../../rule.ts'
import { groupAnnotation, groupOf } from '../group-of.ts'

/** The pod group that a pod names is there. It may still be made, and Volcano says nothing. */
export const podGroupExists: Rule<Pod, 'podGroups'> = {
  id: 'pod-group-exists',
  nature: 'doubtful',
  about: {
    why: 'The pod stays pending until there is a pod group of this name.',
    fix: 'Create the pod group first, or put its name right.',
  },

  reads: ['podGroups'],
  check({ object, namespace }, { podGroups }) {
    const name = groupOf(object)
    if (name === '' || podGroups.get(namespace, name) !== undefined) return []
    const sentence = `no pod group of this name in namespace ${namespace}: the pod stays pending until there is one`
    return [notFound(`metadata.annotations[${groupAnnotation}]`, name, sentence)]
  },
}
