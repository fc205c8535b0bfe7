import type { Container } from '../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../kubernetes/shapes/pod.ts'
import type { PluginOptions } from '../plugin-options.ts'

export const rootPath = '/root/.ssh'

/** Volcano's: nothing but the path counts. */
export const upstreamMode = (mountPath: string): number => (mountPath === rootPath ? 0o600 : 0o644)

/** Whom the programs of a container run as; unknown when the image says so. */
export type User = 'root' | 'other' | 'unknown'

/** A container's own security context counts before that of its pod. */
export function userOf({ securityContext: own }: Container, { securityContext: shared }: PodSpec): User {
  const id = own?.runAsUser ?? shared?.runAsUser
  if (id !== undefined) return id === 0 ? 'root' : 'other'
  return (own?.runAsNonRoot ?? shared?.runAsNonRoot) ? 'other' : 'unknown'
}

/**
 * The mode of the keys in a container. They belong to root and to the group fsGroup, to which every container of the pod
 * belongs. OpenSSH refuses a key of the user's own that others can read; so root needs 0600, and others must be able to read
 * what is not their own: by the group, or like everybody. As Volcano's, but that 0600 gives way where nobody could read it.
 */
export function modeOf(
  container: Container,
  spec: PodSpec,
  mountPath: string,
  by: PluginOptions['sshFileModes'],
): number {
  const upstream = upstreamMode(mountPath)
  const user = userOf(container, spec)
  const hasGroup = spec.securityContext?.fsGroup !== undefined
  // Where there is a group, the kubelet lets it read whatever the mode says.
  if (by === 'upstream') return user === 'other' && !hasGroup ? 0o644 : upstream
  if (user === 'root') return 0o600
  if (user === 'other') return hasGroup ? 0o640 : 0o644
  return upstream
}
