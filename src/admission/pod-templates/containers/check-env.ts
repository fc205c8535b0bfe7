import { labelMistakes, subdomainMistakes } from '../../../kubernetes/names.ts'
import type { EnvVar } from '../../../kubernetes/shapes/container.ts'
import { type Check, each, invalids, joined, present } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { checkFieldRef } from '../downward/field-ref.ts'
import { checkResourceFieldRef } from '../downward/resource-field-ref.ts'
import { checkNoBacksteps } from '../file-paths.ts'
import { configKeyMistakes, fileVariableMistakes, variableMistakes } from './names.ts'

/** Variables have names, and either a value or one place from where it comes. Mirrors ValidateEnv, with strict names. */
export const checkEnv = (env: readonly EnvVar[], path: string): readonly Finding[] => each(env, path, checkVariable)

function checkVariable({ name = '', value = '', valueFrom }: EnvVar, path: string): readonly Finding[] {
  const found =
    name === ''
      ? [required(`${path}.name`, 'name the variable, such as MODE')]
      : invalids(`${path}.name`, name, variableMistakes(name))
  return valueFrom === undefined ? found : joined(found, checkValueFrom(valueFrom, value, `${path}.valueFrom`))
}

type ValueFrom = NonNullable<EnvVar['valueFrom']>

const kinds = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'] as const

/** Mirrors validateEnvVarValueFrom. */
function checkValueFrom(from: ValueFrom, value: string, path: string): readonly Finding[] {
  const found = joined(
    present(from.fieldRef, `${path}.fieldRef`, checkFieldOfPod),
    present(from.resourceFieldRef, `${path}.resourceFieldRef`, checkResourceFieldRef),
    present(from.configMapKeyRef, `${path}.configMapKeyRef`, checkKeyRef),
    present(from.secretKeyRef, `${path}.secretKeyRef`, checkKeyRef),
    present(from.fileKeyRef, `${path}.fileKeyRef`, checkFileKeyRef),
  )
  const given = kinds.filter((kind) => from[kind] !== undefined)
  const mistake = findMistake(given, value)
  return mistake === undefined ? found : [...found, invalid(path, '', mistake)]
}

function findMistake(given: readonly string[], value: string): string | undefined {
  if (given.length === 0)
    return 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`'
  if (value !== '') return 'may not be specified when `value` is not empty; remove one of them'
  if (given.length === 1) return undefined
  return `may not have more than one field specified at a time; keep one of ${given.join(', ')}`
}

const checkFieldOfPod = checkFieldRef([
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName'],
  ...['status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
])

/** One value of a ConfigMap or Secret. Mirrors validateConfigMapKeySelector. */
const checkKeyRef: Check<Readonly<{ name?: string; key?: string }>> = ({ name = '', key = '' }, path) =>
  joined(
    invalids(`${path}.name`, name, subdomainMistakes(name)),
    key === ''
      ? [required(`${path}.key`, 'name the key whose value it takes')]
      : invalids(`${path}.key`, key, configKeyMistakes(key)),
  )

/** A variable that a container before this one has written to a file. Mirrors validateFileKeySelector. */
const checkFileKeyRef: Check<NonNullable<ValueFrom['fileKeyRef']>> = (
  { key = '', volumeName = '', path: file = '' },
  path,
) =>
  joined(
    key === ''
      ? [required(`${path}.key`, 'name the variable in the file')]
      : invalids(`${path}.key`, key, fileVariableMistakes(key)),
    volumeName === ''
      ? [required(`${path}.volumeName`, 'name the emptyDir volume in which the file is')]
      : invalids(`${path}.volumeName`, volumeName, labelMistakes(volumeName)),
    file === ''
      ? [required(`${path}.path`, 'give the path of the file in the volume')]
      : checkNoBacksteps(file, `${path}.path`),
  )
