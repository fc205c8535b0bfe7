import { describe, expect, it } from 'vitest'
import { validateJobFlows } from '../../../src/admission/jobflows/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { Flow, JobFlow } from '../../../src/kubernetes/shapes/job-flow.ts'
import { aCluster, aReview, decide } from '../../builders.ts'

const aJobFlow = (flows: readonly Flow[], metadata: JobFlow['metadata'] = {}): JobFlow => ({
  metadata: { name: 'study', namespace: 'lab', ...metadata },
  spec: { flows },
})
const a: Flow = { name: 'a' }
const b: Flow = { name: 'b', dependsOn: { targets: ['a'] } }
const lost: Flow = { name: 'c', dependsOn: { targets: ['nowhere'] } }
const endless: Flow = { name: 'd', dependsOn: { targets: ['d'] } }
const deleted = { deletionTimestamp: '2026-01-01T00:00:00Z' }

const update = (before: JobFlow, after: JobFlow) => {
  const more = { operation: 'UPDATE', oldObject: structuredClone(before) } as const
  const { allowed, findings } = decide(validateJobFlows, after, { ...more, cluster: { queues: aCluster().queues } })
  const { lookUps } = validateJobFlows.open(aReview(validateJobFlows, after, more), defaultSettings)
  return { allowed, found: findings.map(({ severity, path }) => `${severity} ${path}`), lookUps: lookUps.length }
}

describe('an update of a job flow', () => {
  it.each<[string, JobFlow, JobFlow, ReturnType<typeof update>]>([
    ['may add a flow', aJobFlow([a]), aJobFlow([a, b]), { allowed: true, found: [], lookUps: 2 }],
    [
      'may not add an unknown target',
      aJobFlow([a]),
      aJobFlow([a, lost]),
      { allowed: false, found: ['deny spec.flows[1].dependsOn.targets[0]'], lookUps: 2 },
    ],
    [
      'may not close a circle',
      aJobFlow([a]),
      aJobFlow([a, endless]),
      { allowed: false, found: ['deny spec.flows[1].dependsOn.targets[0]'], lookUps: 2 },
    ],
    [
      'of a flow that was wrong before passes, and the old mistakes are warnings',
      aJobFlow([lost, endless]),
      aJobFlow([lost, endless, a]),
      {
        allowed: true,
        found: ['warn spec.flows[0].dependsOn.targets[0]', 'warn spec.flows[1].dependsOn.targets[0]'],
        lookUps: 3,
      },
    ],
    [
      'tells an old mistake from a new one',
      aJobFlow([lost]),
      aJobFlow([lost, endless]),
      {
        allowed: false,
        found: ['warn spec.flows[0].dependsOn.targets[0]', 'deny spec.flows[1].dependsOn.targets[0]'],
        lookUps: 2,
      },
    ],
    [
      'that changes labels alone is left alone',
      aJobFlow([lost, a, a]),
      aJobFlow([lost, a, a], { labels: { team: 'x' } }),
      { allowed: true, found: [], lookUps: 0 },
    ],
    [
      'of one that is being deleted is left alone',
      aJobFlow([a], deleted),
      aJobFlow([a, lost], deleted),
      { allowed: true, found: [], lookUps: 0 },
    ],
  ])('%s', (_, before, after, want) => expect(update(before, after)).toEqual(want))
})
