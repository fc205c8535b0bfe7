import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'

export const chartFolder = join(import.meta.dirname, '../../charts/volcano-admission')

/**
 * Arguments of helm that render the chart as the tests install it, with values from the standard input. Helm is told a
 * version since it cannot ask a cluster, and its own guess is old.
 */
export const renderArguments: readonly string[] = [
  ...['template', 'volcano-admission', chartFolder, '--namespace', 'volcano-system'],
  ...['--kube-version', '1.36.0', '--values', '-'],
]

// biome-ignore lint/suspicious/noExplicitAny: tests walk freely through what was rendered and compare what they find.
export type RenderedObject = any

/** The objects in what helm printed. */
export const parseObjects = (yaml: string): readonly RenderedObject[] =>
  parseAllDocuments(yaml)
    .map((document) => document.toJS())
    .filter((object) => object !== null)
