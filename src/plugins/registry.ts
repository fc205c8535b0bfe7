import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import { env } from './env/env.ts'
import { hcclrank } from './hcclrank/hcclrank.ts'
import { mpi } from './mpi/mpi.ts'
import { inOrder } from './order.ts'
import type { JobPlugin, PodTarget, PodWish } from './plugin.ts'
import { pytorch } from './pytorch/pytorch.ts'
import { ray } from './ray/ray.ts'
import { ssh } from './ssh/ssh.ts'
import { svc } from './svc/svc.ts'
import { tensorflow } from './tensorflow/tensorflow.ts'

/** Every plugin, in the order in which they act; so pods do not depend on how a job lists its plugins. */
export const plugins: readonly JobPlugin[] = inOrder([env, hcclrank, mpi, pytorch, ray, ssh, svc, tensorflow])

/** What each plugin that the job switches on has to say, in the order of the plugins. */
export function fromPluginsOf<Answer>(
  job: Job,
  ask: (plugin: JobPlugin, args: readonly string[]) => readonly Answer[],
): readonly Answer[] {
  const switchedOn = job.spec?.plugins
  if (switchedOn === undefined) return none
  const answers: Answer[] = []
  for (const plugin of plugins)
    if (Object.hasOwn(switchedOn, plugin.name))
      for (const answer of ask(plugin, switchedOn[plugin.name] ?? none)) answers.push(answer)
  return answers
}

const none: readonly never[] = []

/** All that the plugins of the target's job want its pod to have; each of them is shown what those before it want. */
export function wishesFor(target: Omit<PodTarget, 'earlier'>): readonly PodWish[] {
  const wishes: PodWish[] = []
  const informed = { ...target, earlier: wishes }
  fromPluginsOf(target.job, (plugin, args) => {
    for (const wish of plugin.wishes(informed, args)) wishes.push(wish)
    return none
  })
  return wishes
}
