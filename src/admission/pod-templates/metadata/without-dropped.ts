import type { Annotations } from './annotations.ts'

/** What older clients said of init containers. */
const dropped: ReadonlySet<string> = new Set(
  ['beta', 'alpha'].flatMap((stage) => [
    `pod.${stage}.kubernetes.io/init-containers`,
    `pod.${stage}.kubernetes.io/init-container-statuses`,
  ]),
)

/** The annotations without those that Kubernetes drops as it reads a template. Mirrors dropInitContainerAnnotations. */
export function withoutDropped(annotations: Annotations | undefined): Annotations | undefined {
  for (const key in annotations)
    if (dropped.has(key)) return Object.fromEntries(Object.entries(annotations).filter(([name]) => !dropped.has(name)))
  return annotations
}
