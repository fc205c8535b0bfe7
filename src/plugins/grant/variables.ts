import { add, append } from '../../kubernetes/json-patch.ts'
import type { EnvVar } from '../../kubernetes/shapes/container.ts'
import { variableReferences } from '../../kubernetes/variable-references.ts'
import type { PluginOptions } from '../plugin-options.ts'
import { covers, lacking } from './lacking.ts'
import type { Grant, Place } from './parts.ts'

/**
 * The variables that a container lacks, behind its own or before them. Those that are there already, as Volcano's controller
 * has put them behind the others, come first only where a variable of the container refers to one of them.
 */
export function grantVariables(
  { at, path }: Place,
  present: readonly EnvVar[] | undefined,
  wanted: readonly EnvVar[],
  order: PluginOptions['envOrder'],
): Grant {
  const { items, remarks } = lacking(present, wanted, { path: `${path}.env`, key: 'name' })
  if (order === 'append') return { patch: append(`${at}/env`, present, items), remarks }
  const late = present === undefined ? [] : findLate(present, wanted)
  if (items.length + late.length === 0) return { patch: [], remarks }
  const moving = new Set(late)
  const staying = (present ?? []).filter((variable) => !moving.has(variable))
  return { patch: [add(`${at}/env`, [...late, ...items, ...staying])], remarks }
}

/** The variables of plugins that are there, when one of them stands behind a reference to it. */
function findLate(present: readonly EnvVar[], wanted: readonly EnvVar[]): readonly EnvVar[] {
  const wishes = new Map(wanted.map((wish) => [wish.name, wish]))
  const isWanted = (variable: EnvVar): boolean => {
    const wish = wishes.get(variable.name)
    return wish !== undefined && covers(variable, wish)
  }
  const referred = new Set<string>()
  const isLate = (variable: EnvVar): boolean => {
    if (referred.has(variable.name ?? '') && isWanted(variable)) return true
    for (const name of variableReferences(variable.value ?? '')) referred.add(name)
    return false
  }
  return present.some(isLate) ? present.filter(isWanted) : []
}
