import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { all, type Check, each, filled, none } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { checkFieldRef } from '../downward/field-ref.ts'
import { checkResourceFieldRefOfVolume } from '../downward/resource-field-ref.ts'
import { checkUnreserved } from '../file-paths.ts'

type Of<Kind extends keyof Volume> = NonNullable<Volume[Kind]>
type KeyToPath = NonNullable<Of<'secret'>['items']>[number]
type DownwardFile = NonNullable<Of<'downwardAPI'>['items']>[number]

/** Permissions are three octal digits. */
export const checkMode = (mode: number | undefined, path: string): readonly Finding[] =>
  mode === undefined || (mode >= 0 && mode <= 0o777)
    ? none
    : [
        invalid(
          path,
          mode,
          'must be a number between 0 and 0777 (octal), both inclusive; JSON has decimal numbers: 0777 is 511',
        ),
      ]

const defaultMode: Check<Readonly<{ defaultMode?: number }>> = (source, path) =>
  checkMode(source.defaultMode, `${path}.defaultMode`)

const items: Check<Readonly<{ items?: readonly KeyToPath[] }>> = (source, path) =>
  each(source.items, `${path}.items`, checkKeyToPath)

/** Mirrors validateKeyToPath. */
export const checkKeyToPath: Check<KeyToPath> = all<KeyToPath>(
  filled('key', 'the entry that becomes a file'),
  filled('path', 'the file, from the mount path on'),
  ({ path: file = '' }, path) => checkUnreserved(file, `${path}.path`),
  ({ mode }, path) => checkMode(mode, `${path}.mode`),
)

/** Mirrors validateSecretVolumeSource. */
export const checkSecret: Check<Of<'secret'>> = all<Of<'secret'>>(
  filled('secretName', 'the Secret whose entries become files'),
  defaultMode,
  items,
)

/** Mirrors validateConfigMapVolumeSource. */
export const checkConfigMap: Check<Of<'configMap'>> = all<Of<'configMap'>>(
  filled('name', 'the ConfigMap whose entries become files'),
  defaultMode,
  items,
)

const volumeFields = checkFieldRef([
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
])

function checkContent({ fieldRef, resourceFieldRef }: DownwardFile, path: string): readonly Finding[] {
  if (fieldRef !== undefined) {
    const found = volumeFields(fieldRef, `${path}.fieldRef`)
    const sentence = 'fieldRef and resourceFieldRef can not be specified simultaneously'
    return resourceFieldRef === undefined ? found : [...found, invalid(path, 'resource', sentence)]
  }
  return resourceFieldRef === undefined
    ? [required(path, 'one of fieldRef and resourceFieldRef is required')]
    : checkResourceFieldRefOfVolume(resourceFieldRef, `${path}.resourceFieldRef`)
}

/** Mirrors validateDownwardAPIVolumeFile. */
export const checkDownwardFile: Check<DownwardFile> = all<DownwardFile>(
  filled('path', 'the file, from the mount path on'),
  ({ path: file = '' }, path) => checkUnreserved(file, `${path}.path`),
  checkContent,
  ({ mode }, path) => checkMode(mode, `${path}.mode`),
)

/** Mirrors validateDownwardAPIVolumeSource. */
export const checkDownwardApi: Check<Of<'downwardAPI'>> = all<Of<'downwardAPI'>>(defaultMode, (source, path) =>
  each(source.items, `${path}.items`, checkDownwardFile),
)
