import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EnvVar } from '../../src/kubernetes/shapes/container.ts'
import { variableReferences } from '../../src/kubernetes/variable-references.ts'
import { aJob, aPod, aTask } from '../builders.ts'
import { inject, variablesOf } from './inject.ts'

const job = aJob({
  plugins: { env: [] },
  tasks: [aTask('master', { replicas: 2 }), aTask('idle', { replicas: 0 }), aTask('worker', { replicas: 3 })],
})
const podWith = (env: readonly EnvVar[] | undefined, index = 1) =>
  aPod('train', 'worker', index, { containers: [{ name: 'main', image: 'busybox', ...(env && { env: [...env] }) }] })

/** What a program sees: Kubernetes puts in the variables that stand before. */
function expanded(env: readonly EnvVar[] = []): Readonly<Record<string, string>> {
  const seen: Record<string, string> = {}
  for (const { name = '', value = '' } of env)
    seen[name] = variableReferences(value).reduce(
      (text, reference) => (reference in seen ? text.replaceAll(`$(${reference})`, seen[reference] ?? '') : text),
      value,
    )
  return seen
}

const envOf = (env: readonly EnvVar[] | undefined, envOrder: 'append' | 'prepend') =>
  inject(podWith(env), job, { envOrder }).pod.spec?.containers?.[0]?.env ?? []

describe('the index of a pod', () => {
  it.each<[string, 'append' | 'prepend', string]>([
    ['is no part of a value before it, as in Volcano', 'append', 'node-$(VC_TASK_INDEX)'],
    ['is part of a value when it comes first', 'prepend', 'node-1'],
  ])('%s', (_, order, want) => {
    const env = envOf([{ name: 'HOST', value: 'node-$(VC_TASK_INDEX)' }], order)
    expect(expanded(env)).toEqual({ HOST: want, VC_TASK_INDEX: '1', VK_TASK_INDEX: '1' })
  })
})

describe('variables that come first', () => {
  const user = { name: 'HOST', value: 'node-$(VC_TASK_INDEX)' }
  const given = [
    { name: 'VK_TASK_INDEX', value: '1' },
    { name: 'VC_TASK_INDEX', value: '1' },
  ]
  it.each<[string, readonly EnvVar[] | undefined, readonly EnvVar[]]>([
    ['of a container without any', undefined, given],
    ['before those of the container', [user], [...given, user]],
    ['also where the controller put them behind', [user, ...given], [...given, user]],
    [
      'but stay where nothing refers to them',
      [{ name: 'A', value: 'a' }, ...given],
      [{ name: 'A', value: 'a' }, ...given],
    ],
    [
      'without one that the user wrote',
      [user, { name: 'VC_TASK_INDEX', value: '7' }],
      [{ name: 'VK_TASK_INDEX', value: '1' }, user, { name: 'VC_TASK_INDEX', value: '7' }],
    ],
    [
      'for no text that only looks like a reference',
      [{ name: 'A', value: '$$(VC_TASK_INDEX)' }, ...given],
      [{ name: 'A', value: '$$(VC_TASK_INDEX)' }, ...given],
    ],
  ])('%s', (_, env, want) => {
    expect(envOf(env, 'prepend')).toEqual(want)
  })

  it('leave what the user wrote', () => {
    const { sentences } = inject(podWith([{ name: 'VC_TASK_INDEX', value: '7' }]), job, { envOrder: 'prepend' })
    expect(sentences).toEqual(["spec.containers[0].env[0].name: this name is the pod's own: the job plugin leaves it"])
  })

  it('whatever the container has: nothing is lost, nothing stands twice, a second time changes nothing', () => {
    const variable = fc.record({
      name: fc.constantFrom('A', 'VC_TASK_INDEX', 'VK_TASK_INDEX'),
      value: fc.constantFrom('1', '2', '$(VC_TASK_INDEX)', '$(A)', '$$(VC_TASK_INDEX)', '$(VK_TASK_INDEX)$('),
    })
    fc.assert(
      fc.property(fc.uniqueArray(variable, { selector: ({ name }) => name }), (env) => {
        const after = envOf(env, 'prepend')
        expect(envOf(after, 'prepend')).toEqual(after)
        expect(after).toEqual(expect.arrayContaining(env))
        expect(after.map(({ name }) => name).sort()).toEqual(
          [...new Set([...env.map(({ name }) => name), 'VC_TASK_INDEX', 'VK_TASK_INDEX'])].sort(),
        )
      }),
    )
  })
})

describe('extra variables', () => {
  const extraOf = (task: string, index: number, of = job) =>
    variablesOf(inject(aPod('train', task, index), of, { extraEnv: true }).pod.spec?.containers?.[0])

  it('tell the place of a pod in the job', () => {
    expect(extraOf('worker', 1)).toEqual({
      VK_TASK_INDEX: '1',
      VC_TASK_INDEX: '1',
      VC_JOB_NAME: 'train',
      VC_TASK_NAME: 'worker',
      VC_JOB_SIZE: '5',
      VC_JOB_RANK: '3',
      VC_CURRENT_HOST: 'train-worker-1.train',
    })
  })

  it('tell no rank of a pod that is of no task', () => {
    expect(extraOf('other', 0)).toMatchObject({ VC_TASK_NAME: 'other', VC_JOB_SIZE: '5' })
    expect(extraOf('other', 0)).not.toHaveProperty('VC_JOB_RANK')
  })

  it('are none unless asked for', () => {
    expect(Object.keys(variablesOf(inject(aPod('train', 'worker', 0), job).pod.spec?.containers?.[0]))).toEqual([
      'VK_TASK_INDEX',
      'VC_TASK_INDEX',
    ])
  })

  it('give each pod another rank, from 0 to one less than the size', () => {
    const replicas = fc.array(fc.nat(4), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(replicas, (counts) => {
        const tasks = counts.map((count, i) => aTask(`t${i}`, { replicas: count }))
        const of = aJob({ plugins: { env: [] }, tasks })
        const ranks = tasks.flatMap(({ name = '', replicas: count = 0 }) =>
          Array.from({ length: count }, (_, index) => Number(extraOf(name, index, of).VC_JOB_RANK)),
        )
        expect(ranks).toEqual(ranks.map((_, rank) => rank))
      }),
    )
  })
})
