import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pluginOfVariable } from '../../../src/admission/jobs/plugin-variables.ts'
import { targetOf } from '../../../src/admission/pods/target.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { EnvVar } from '../../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../src/kubernetes/shapes/pod.ts'
import { fromPluginsOf } from '../../../src/plugins/registry.ts'
import { aJob, aTask } from '../../builders.ts'
import { anyOptions, anyPluginJob, anyPod } from '../../plugins/arbitraries.ts'
import { findingsOf } from './findings-of.ts'

const jobWith = (plugins: Readonly<Record<string, string[]>>, spec: PodSpec) =>
  aJob({ plugins, tasks: [aTask('master', { template: { spec } })] })
const main = (...env: readonly EnvVar[]): PodSpec => ({ containers: [{ name: 'main', image: 'i', env: [...env] }] })
const at = 'spec.tasks[0].template.spec'

describe('plugin-variables-come-first:', () => {
  const rule = 'plugin-variables-come-first'
  const late = (name: string) =>
    `Invalid value: "$(${name})": $(${name}) stays as it is: a job plugin sets it behind this one; use it in command or args, or set --plugin-env-order=prepend`
  const reference: EnvVar = { name: 'HOST', value: 'node-$(VC_TASK_INDEX)' }

  it.each<[string, Readonly<Record<string, string[]>>, PodSpec, readonly string[]]>([
    ['no plugin', {}, main(reference), []],
    ['no plugin that gives it', { svc: [] }, main(reference), []],
    ['a variable of the container', { env: [] }, main({ name: 'A', value: '$(HOME)' }), []],
    ['plain text', { env: [] }, main({ name: 'A', value: '$$(VC_TASK_INDEX)' }), []],
    ['one that the container has before', { env: [] }, main({ name: 'VC_TASK_INDEX', value: '7' }, reference), []],
    [
      'one that init containers do not get',
      { pytorch: [] },
      { initContainers: main({ name: 'A', value: '$(RANK)' }).containers ?? [], containers: [] },
      [],
    ],
    [
      'the index',
      { env: [] },
      main({ name: 'A', value: 'a' }, reference),
      [`${at}.containers[0].env[1].value: ${late('VC_TASK_INDEX')}`],
    ],
    [
      'the hosts, in an init container',
      { svc: [] },
      { initContainers: main({ name: 'A', value: '$(VC_MASTER_HOSTS)' }).containers ?? [], containers: [] },
      [`${at}.initContainers[0].env[0].value: ${late('VC_MASTER_HOSTS')}`],
    ],
  ])('%s', (_, plugins, spec, want) => {
    expect(findingsOf(rule, jobWith(plugins, spec))).toEqual(want)
  })

  it('says nothing where the variables of plugins come first', () => {
    const settings = { ...defaultSettings, envOrder: 'prepend' as const }
    expect(findingsOf(rule, jobWith({ env: [] }, main(reference)), { settings })).toEqual([])
  })

  it('knows extra variables', () => {
    const settings = { ...defaultSettings, extraEnv: true }
    const job = jobWith({ env: [] }, main({ name: 'A', value: '$(VC_JOB_RANK)' }))
    expect([findingsOf(rule, job), findingsOf(rule, job, { settings })]).toEqual([
      [],
      [`${at}.containers[0].env[0].value: ${late('VC_JOB_RANK')}`],
    ])
  })
})

describe('plugin-variables-are-left-to-plugins:', () => {
  const twice =
    "a job plugin sets this variable, too: Volcano's controller puts it behind this one, and the last one counts; leave it to the plugin"
  it.each<[string, Readonly<Record<string, string[]>>, PodSpec, readonly string[]]>([
    ['no plugin', {}, main({ name: 'RANK', value: '0' }), []],
    ['another plugin', { env: [] }, main({ name: 'RANK', value: '0' }), []],
    ['another variable', { pytorch: [] }, main({ name: 'RANKS', value: '0' }), []],
    [
      'that of a plugin',
      { pytorch: [] },
      main({ name: 'A', value: 'a' }, { name: 'RANK', value: '0' }),
      [`${at}.containers[0].env[1].name: Invalid value: "RANK": ${twice}`],
    ],
  ])('%s', (_, plugins, spec, want) => {
    expect(findingsOf('plugin-variables-are-left-to-plugins', jobWith(plugins, spec))).toEqual(want)
  })
})

it('of endless variables a few are told', () => {
  const env = Array.from({ length: 50_000 }, () => ({ name: 'VC_TASK_INDEX', value: '$(VK_TASK_INDEX)' }))
  const job = aJob({
    plugins: { env: [], svc: [] },
    tasks: Array.from({ length: 500 }, (_, i) =>
      aTask(`t${i}`, { template: { spec: i === 0 ? main(...env) : main(...env.slice(0, 1)) } }),
    ),
  })
  const started = process.cpuUsage()
  for (const rule of ['plugin-variables-are-left-to-plugins', 'plugin-variables-come-first'])
    expect(findingsOf(rule, job)).toHaveLength(100)
  expect(process.cpuUsage(started).user).toBeLessThan(4_000_000)
})

it('every variable is known to be that of its plugin', () => {
  fc.assert(
    fc.property(anyPluginJob, anyPod, anyOptions, (job, pod, options) => {
      const target = { ...targetOf(pod, job), earlier: [], options }
      const given = fromPluginsOf(job, (plugin, args) =>
        plugin
          .wishes(target, args)
          .flatMap((wish) => (wish.wish === 'env' ? [{ plugin: plugin.name, name: wish.variable.name ?? '' }] : [])),
      )
      for (const { plugin, name } of given) expect([name, pluginOfVariable(name)]).toEqual([name, plugin])
    }),
  )
})
