/** Every job plugin of Volcano, in alphabetical order. Mirrors pkg/controllers/job/plugins/factory.go. */
export const knownPlugins: readonly string[] = ['env', 'hcclrank', 'mpi', 'pytorch', 'ray', 'ssh', 'svc', 'tensorflow']

/**
 * Plugins that a framework plugin cannot work without: a job that names the key gets them, too.
 * Mirrors pkg/webhooks/admission/jobs/mutate: patchDefaultPlugins.
 */
const completions: Readonly<Record<string, readonly string[]>> = {
  mpi: ['svc', 'ssh'],
  pytorch: ['svc'],
  ray: ['svc'],
  tensorflow: ['svc'],
}

/** The plugins that `named` ones need and that are not among them. */
export function missingPlugins(named: readonly string[]): readonly string[] {
  const needed = named.flatMap((name) => (Object.hasOwn(completions, name) ? (completions[name] ?? []) : []))
  return [...new Set(needed)].filter((name) => !named.includes(name)).sort()
}
