import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import { env } from './env/env.ts'
import type { JobPlugin } from './plugin.ts'
import { ssh } from './ssh/ssh.ts'
import { svc } from './svc/svc.ts'

/** Every plugin that acts, in the order in which they act: alphabetical, one of the orders that Volcano's may take. */
export const plugins: readonly JobPlugin[] = [env, ssh, svc]

/** What each plugin that the job switches on has to say, in the order of the plugins. */
export function fromPluginsOf<Answer>(
  job: Job,
  ask: (plugin: JobPlugin, args: readonly string[]) => readonly Answer[],
): readonly Answer[] {
  const switchedOn = job.spec?.plugins ?? {}
  return plugins.flatMap((plugin) =>
    Object.hasOwn(switchedOn, plugin.name) ? ask(plugin, switchedOn[plugin.name] ?? []) : [],
  )
}
