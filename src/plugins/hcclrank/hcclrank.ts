import { lacksIndex, numberOf } from '../excuses.ts'
import { replicasOf, taskOf } from '../hosts.ts'
import { jobPlugin, type PodTarget } from '../plugin.ts'
import type { PluginFlagTable } from '../plugin-flag.ts'

const annotation = 'hccl/rankIndex'

const flags = {
  master: { type: 'string', task: {}, default: 'master', about: 'name of the task whose pods have the first ranks' },
  worker: { type: 'string', task: {}, default: 'worker', about: 'name of the task whose pods have the ranks behind' },
} as const satisfies PluginFlagTable

/**
 * Ascend devices read the rank of a pod from an annotation. It is the RANK that the pod has or gets from pytorch.
 * Mirrors pkg/controllers/job/plugins/distributed-framework/hcclrank.
 */
export const hcclrank = jobPlugin({
  name: 'hcclrank',
  about: 'each pod carries its rank for collective communication on Ascend devices',
  after: ['pytorch'],
  flags,
  wishes(target, { master, worker }) {
    const { job, task, index, pod } = target
    if (pod.metadata?.annotations?.[annotation]) return []
    const rank = rankVariable(target)
    if (rank !== '') return [{ wish: 'annotation', name: annotation, value: rank }]
    if (task !== master && task !== worker) return []
    const number = numberOf(index)
    if (number === undefined) return [lacksIndex(target, 'hcclrank', annotation)]
    const before = task === master ? 0 : replicasOf(taskOf(job, master) ?? {})
    return [{ wish: 'annotation', name: annotation, value: String(before + number) }]
  },
})

/** RANK as the first main container that will have it reads it; one without a plain value ends the search, as in Volcano. */
function rankVariable({ pod, earlier }: PodTarget): string {
  const isRank = ({ name }: Readonly<{ name?: string }>): boolean => name === 'RANK'
  const wished = earlier.find((wish) => wish.wish === 'env' && isRank(wish.variable))
  for (const { env = [] } of pod.spec?.containers ?? []) {
    const variable = env.find(isRank) ?? (wished?.wish === 'env' ? wished.variable : undefined)
    if (variable !== undefined) return variable.value ?? ''
  }
  return ''
}
