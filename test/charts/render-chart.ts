import { spawnSync } from 'node:child_process'
import { parseObjects, type RenderedObject, renderArguments } from './chart.ts'
import { findHelm } from './find-helm.ts'

export const helm = findHelm()

/**
 * The objects that the chart makes of some values, and apart from them those of its hooks, which are there for a while; or
 * Helm's complaint about the values.
 */
export type Rendered = Readonly<{
  objects: readonly RenderedObject[]
  hooks: readonly RenderedObject[]
  complaint: string
}>

/** Renders the chart with values that are added to its own. */
export function renderChart(values: Readonly<Record<string, unknown>> = {}): Rendered {
  const input = JSON.stringify(values)
  const { status, stdout, stderr } = spawnSync(helm ?? 'helm', renderArguments, { input, encoding: 'utf8' })
  if (status !== 0) return { objects: [], hooks: [], complaint: stderr }
  const { true: hooks = [], false: objects = [] } = Object.groupBy(
    parseObjects(stdout),
    (object) => `${isHook(object)}`,
  )
  return { objects, hooks, complaint: '' }
}

const isHook = ({ metadata }: RenderedObject): boolean => metadata.annotations?.['helm.sh/hook'] !== undefined

/** The one object of this kind. Throws when there is none or more than one. */
export function pickOnly({ objects, complaint }: Rendered, kind: string): RenderedObject {
  const found = objects.filter((object) => object.kind === kind)
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}, not 1; ${complaint}`)
  return found[0]
}
