import { describe, expect, it } from 'vitest'
import { injectPlugins } from '../../src/admission/pods/inject-plugins.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { inOrder } from '../../src/plugins/order.ts'
import { plugins } from '../../src/plugins/registry.ts'
import { aJob, aPod, aTask } from '../builders.ts'

/** Every order of the items. */
function* ordersOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  if (items.length === 0) yield []
  for (const [i, first] of items.entries()) for (const rest of ordersOf(items.toSpliced(i, 1))) yield [first, ...rest]
}

/** The different results, each of them as text. */
const resultsOf = <Item>(items: readonly Item[], result: (order: readonly Item[]) => unknown): readonly string[] => [
  ...new Set([...ordersOf(items)].map((order) => JSON.stringify(result(order)))),
]

const names = plugins.map(({ name }) => name)

describe('plugins act in one order:', () => {
  it('alphabetical, but hcclrank after pytorch, whose RANK it reads', () => {
    expect(names).toEqual(['env', 'mpi', 'pytorch', 'hcclrank', 'ray', 'ssh', 'svc', 'tensorflow'])
  })

  it('in whatever order they are registered', () => {
    expect(resultsOf(plugins, (order) => inOrder(order).map(({ name }) => name))).toEqual([JSON.stringify(names)])
  })

  it('in whatever order a job names them', { timeout: 60_000 }, () => {
    const tasks = ['master', 'worker', 'head'].map((name) => aTask(name, { replicas: 2 }))
    const args = new Map(names.map((name) => [name, name === 'pytorch' ? ['--wait-master-enabled'] : []]))
    const jobOf = (order: readonly string[]): Job =>
      aJob({ tasks, plugins: Object.fromEntries(order.map((name) => [name, args.get(name) ?? []])) })
    const pod = aPod('train', 'worker', 1, { containers: [{ name: 'worker' }], initContainers: [{ name: 'prepare' }] })
    const [result = '', ...others] = resultsOf(names, (order) => injectPlugins(pod, jobOf(order)))
    expect(others).toEqual([])
    const marks = [
      'VC_TASK_INDEX',
      'mpijob-port',
      'wait-for-master',
      'hccl~1rankIndex',
      'train-ssh',
      'train-svc',
      'TF_CONFIG',
    ]
    expect(marks.filter((mark) => !result.includes(mark))).toEqual([])
  })
})

describe('an order cannot be when', () => {
  const plugin = (name: string, ...after: readonly string[]) => ({ name, after })

  it.each([
    ['two wait for each other', [plugin('a', 'b'), plugin('b', 'a'), plugin('c')], 'a after b, b after a'],
    ['one waits for itself', [plugin('a', 'a')], 'a after a'],
    ['one waits for one that is not there', [plugin('b'), plugin('a', 'b', 'x')], 'a after b and x'],
  ])('%s', (_, given, who) => {
    expect(() => inOrder(given)).toThrow(`plugins wait for each other, or for one that is not there: ${who}`)
  })
})
