/** A version of Kubernetes, as far as rules depend on it. */
export type KubernetesVersion = Readonly<{ major: number; minor: number }>

/** Whether a version is that one or newer; one that nobody knows is. */
export const isAtLeast = (version: KubernetesVersion | undefined, { major, minor }: KubernetesVersion): boolean =>
  version === undefined || version.major > major || (version.major === major && version.minor >= minor)

/** Reads `1.35`, `v1.35.2` and, as managed clusters write it, `1.35+`; undefined when a text is no version. */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const { major, minor } = /^v?(?<major>\d{1,4})\.(?<minor>\d{1,4})(?:[.+].*)?$/.exec(text)?.groups ?? {}
  return major === undefined || minor === undefined ? undefined : { major: Number(major), minor: Number(minor) }
}
