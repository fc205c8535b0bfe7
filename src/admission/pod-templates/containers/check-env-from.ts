import { subdomainMistakes } from '../../../kubernetes/names.ts'
import type { Container } from '../../../kubernetes/shapes/container.ts'
import { type Check, each, invalids, joined, none, present } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { variableMistakes } from './names.ts'

type Source = NonNullable<Container['envFrom']>[number]

/** Each source of variables is one ConfigMap or one Secret. Mirrors ValidateEnvFrom. */
export const checkEnvFrom = (sources: readonly Source[], path: string): readonly Finding[] =>
  each(sources, path, checkSource)

const checkSource: Check<Source> = ({ prefix = '', configMapRef, secretRef }, path) =>
  joined(
    prefix === '' ? none : invalids(`${path}.prefix`, prefix, variableMistakes(prefix)),
    present(configMapRef, `${path}.configMapRef`, checkRef),
    present(secretRef, `${path}.secretRef`, checkRef),
    checkCount([configMapRef, secretRef].filter((ref) => ref !== undefined).length, path),
  )

const checkRef: Check<Readonly<{ name?: string }>> = ({ name = '' }, path) =>
  name === ''
    ? [required(`${path}.name`, 'name the object that holds the variables')]
    : invalids(`${path}.name`, name, subdomainMistakes(name))

function checkCount(count: number, path: string): readonly Finding[] {
  if (count === 1) return none
  const sentence =
    count === 0
      ? 'must specify one of: `configMapRef` or `secretRef`'
      : 'may not have more than one field specified at a time; make two sources of it'
  return [invalid(path, '', sentence)]
}
