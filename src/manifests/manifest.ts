/** An object as manifests hold it: what it is, and all else unseen. */
export type KubernetesObject = Readonly<{ apiVersion: string; kind: string; [field: string]: unknown }>

/** One object of a file. */
export type Manifest = Readonly<{
  file: string
  object: KubernetesObject
  /**
   * The line, from 1, of a field in Kubernetes' notation: `spec.tasks[1].template.spec.containers[0].name`,
   * `spec.plugins[svc]`. Where the field is absent, the line of what would hold it. '' is the object itself.
   */
  lineOf: (path: string) => number | undefined
}>

/** What cannot be used, and where; without a line when it is the whole file. */
export type ManifestMistake = Readonly<{ file: string; line: number | undefined; message: string }>

/** A document with a mistake is not among the manifests. */
export type Manifests = Readonly<{ manifests: readonly Manifest[]; mistakes: readonly ManifestMistake[] }>

/** `jobs/train.yaml:12: ...` */
export const describeMistake = ({ file, line, message }: ManifestMistake): string =>
  `${line === undefined ? file : `${file}:${line}`}: ${message}`
