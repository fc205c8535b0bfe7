import { injectPlugins } from '../../src/admission/pods/inject-plugins.ts'
import { applyPatch } from '../../src/kubernetes/json-patch.ts'
import type { Container } from '../../src/kubernetes/shapes/container.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { defaultPluginOptions, type PluginOptions } from '../../src/plugins/plugin-options.ts'

/** A pod as the plugins of its job leave it, and what its user is told. */
export function inject(
  pod: Pod,
  job: Job,
  options: Partial<PluginOptions> = {},
): Readonly<{ pod: Pod; sentences: readonly string[] }> {
  const { patch, remarks } = injectPlugins(pod, job, { ...defaultPluginOptions, ...options })
  return {
    pod: applyPatch(pod, patch),
    sentences: remarks.map(({ path, message }) => `${path}: ${message}`),
  }
}

/** The variables of a container by their names. */
export const variablesOf = ({ env = [] }: Container = {}): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(env.map(({ name, value }) => [name, value]))

/** The ports of a container: `name number`. */
export const portsOf = ({ ports = [] }: Container = {}): readonly string[] =>
  ports.map(({ name, containerPort }) => `${name} ${containerPort}`)
