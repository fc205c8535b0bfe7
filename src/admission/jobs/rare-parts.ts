import type { Job } from '../../kubernetes/shapes/volcano-job.ts'

export const hasVolumes = ({ spec }: Job): boolean => spec?.volumes !== undefined && spec.volumes.length > 0

export const hasDependencies = ({ spec }: Job): boolean => spec?.tasks?.some(isDependent) === true

const isDependent = ({ dependsOn }: Readonly<{ dependsOn?: unknown }>): boolean => dependsOn !== undefined

/** Whether a job has plugins that take arguments, or arguments. */
export function hasPluginsToSet({ spec }: Job): boolean {
  const plugins = spec?.plugins
  for (const name in plugins) if (!plain.has(name) || (plugins[name] ?? []).length > 0) return true
  return false
}

/** Most jobs have these, and leave them as they are. */
const plain: ReadonlySet<string> = new Set(['env', 'svc'])
