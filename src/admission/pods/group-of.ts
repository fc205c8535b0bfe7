import type { Pod } from '../../kubernetes/shapes/pod.ts'

/** Volcano's scheduler reads no other: `scheduling.volcano.sh/group-name` counts for shared GPUs alone. */
export const groupAnnotation = 'scheduling.k8s.io/group-name'

/** The pod group that a pod says it belongs to; '' when it says nothing, and Volcano makes a group for it. */
export const groupOf = ({ metadata = {} }: Pod): string => metadata.annotations?.[groupAnnotation] ?? ''
