import { describe, expect, it } from 'vitest'
import { completeJob } from '../../../src/admission/jobs/complete.ts'
import { mutateJobs } from '../../../src/admission/jobs/mutate.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import { applyPatch } from '../../../src/kubernetes/json-patch.ts'
import type { Job } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aTask, decide } from '../../builders.ts'
import { findingsOf } from './findings-of.ts'

const on = { ...defaultSettings, publishNotReadyAddresses: true }
const argument = '--publish-not-ready-addresses=true'
const svcOf = (job: Job) => job.spec?.plugins?.svc

describe('a new job with svc resolves before it is ready', () => {
  it.each<[string, Job['spec'], typeof on, readonly string[] | undefined]>([
    ['not by default', { plugins: { svc: [] } }, defaultSettings, []],
    ['when it says nothing', { plugins: { svc: [] } }, on, [argument]],
    ['when svc comes with another plugin', { plugins: { mpi: [] } }, on, [argument]],
    [
      'besides what it says',
      { plugins: { svc: ['--inject-hosts-env=false'] } },
      on,
      [argument, '--inject-hosts-env=false'],
    ],
    [
      'unless it says otherwise',
      { plugins: { svc: ['-publish-not-ready-addresses=false'] } },
      on,
      ['-publish-not-ready-addresses=false'],
    ],
    ['and other jobs stay as they are', { plugins: { env: [] } }, on, undefined],
    ['and so do those without plugins', {}, on, undefined],
  ])('%s', (_, spec, settings, want) => {
    expect(svcOf(completeJob(aJob(spec), settings))).toEqual(want)
  })
})

describe('the manifest of a job that was made so can be applied again', () => {
  it.each<[string, typeof on, Job['spec']]>([
    ['as it is', on, { plugins: { svc: [] } }],
    ['when svc came with mpi', on, { plugins: { mpi: [] }, tasks: [aTask('master')] }],
    ['when new jobs are no longer made so', defaultSettings, { plugins: { svc: ['--inject-hosts-env=false'] } }],
    [
      'when svc came with mpi, and new jobs are no longer made so',
      defaultSettings,
      { plugins: { mpi: [] }, tasks: [aTask('master')] },
    ],
  ])('%s', (_, settings, spec) => {
    const stored = completeJob(aJob(spec), on)
    const update = { operation: 'UPDATE', oldObject: stored } as const
    const { patch } = decide(mutateJobs, aJob(spec), { ...update, settings })
    const again = applyPatch(aJob(spec), patch)
    expect(svcOf(again)).toEqual(svcOf(stored))
    expect(decide(validateJobs, again, { ...update, settings }).findings).toEqual([])
  })

  it('but not with another argument', () => {
    const stored = completeJob(aJob({ plugins: { svc: [] } }), on)
    const changed = aJob({ plugins: { svc: ['--inject-hosts-env=false'] } })
    const { patch } = decide(mutateJobs, changed, { operation: 'UPDATE', oldObject: stored, settings: on })
    expect(svcOf(applyPatch(changed, patch))).toEqual(['--inject-hosts-env=false'])
  })
})

describe('ready-pods-resolve-in-time:', () => {
  const probed = aTask('web', {
    template: { spec: { containers: [{ name: 'main', image: 'i', readinessProbe: { tcpSocket: { port: 80 } } }] } },
  })
  it.each<[string, Job['spec'], readonly string[]]>([
    ['no svc', { plugins: { env: [] }, tasks: [probed] }, []],
    ['no probe', { plugins: { svc: [] } }, []],
    ['resolved early', { plugins: { svc: ['--publish-not-ready-addresses'] }, tasks: [probed] }, []],
    [
      'a probe',
      { plugins: { svc: [] }, tasks: [aTask('worker'), probed] },
      [
        'spec.plugins[svc]: Invalid value: "--publish-not-ready-addresses=false": pods with a readiness probe (web) resolve only once it succeeds; add --publish-not-ready-addresses',
      ],
    ],
  ])('%s', (_, spec, want) => {
    expect(findingsOf('ready-pods-resolve-in-time', aJob(spec))).toEqual(want)
  })
})
