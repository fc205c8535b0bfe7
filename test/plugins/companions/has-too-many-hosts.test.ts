import { expect, it } from 'vitest'
import { hasTooManyHosts } from '../../../src/plugins/companions/has-too-many-hosts.ts'
import { aJob, aTask } from '../../builders.ts'

const workers = (replicas: number, name = 'worker') => aTask(name, { replicas })

it.each([
  ['a few', [workers(3)], false],
  ['ten thousand', [workers(10_000)], false],
  ['as many as a number can say', [workers(2_147_483_647)], true],
  ['too many in all tasks together', Array.from({ length: 10 }, (_, index) => workers(10_000, `task-${index}`)), true],
  ['none, and fewer than none', [workers(0), workers(-5)], false],
])('hosts of a job: %s', (_, tasks, expected) => {
  for (const plugin of ['svc', 'ssh'])
    expect(hasTooManyHosts(aJob({ tasks, plugins: { [plugin]: [] } }))).toBe(expected)
})

it.each([
  ['no plugin lists them', [workers(2_147_483_647)], { ray: [] }],
  [
    'they all have one name',
    [aTask('worker', { replicas: 2_147_483_647, template: { spec: { hostname: 'one' } } })],
    { svc: [] },
  ],
])('any number will do when %s', (_, tasks, plugins) => {
  expect(hasTooManyHosts(aJob({ tasks, plugins }))).toBe(false)
})

it.each([
  ['the ConfigMap of svc', 'svc', 'hosts', 21_415, false],
  ['the ConfigMap of svc', 'svc', 'hosts', 21_416, true],
  ['the Secret of ssh', 'ssh', 'hosts', 15_261, false],
  ['the Secret of ssh', 'ssh', 'hosts', 15_262, true],
  ['the Secret of ssh with patterns', 'ssh', 'patterns', 2_147_483_647, false],
] as const)('%s, to the last host', (_, plugin, sshClientConfig, replicas, expected) => {
  expect(hasTooManyHosts(aJob({ tasks: [workers(replicas)], plugins: { [plugin]: [] } }), { sshClientConfig })).toBe(
    expected,
  )
})
