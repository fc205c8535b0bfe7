/** Annotations that Kubernetes itself reads or used to read. */

/** The kubelet's mark on pods that it makes from files. */
export const mirror = 'kubernetes.io/config.mirror'

export const podSeccomp = 'seccomp.security.alpha.kubernetes.io/pod'
/** The name of a container follows. */
export const seccompPrefix = 'container.seccomp.security.alpha.kubernetes.io/'
/** The name of a container follows. */
export const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/'

/** What profiles of the node begin with. */
export const localhost = 'localhost/'
