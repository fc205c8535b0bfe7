import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../../src/kubernetes/shapes/pod.ts'
import { aJob, aTask } from '../../builders.ts'
import { findingsOf } from './findings-of.ts'

const main = { name: 'main', image: 'busybox' }
const found = (spec: PodSpec) =>
  findingsOf(
    'pods-are-sound',
    aJob({ tasks: [aTask('first'), aTask('worker', { template: { spec: { containers: [main], ...spec } } })] }),
  )
const at = 'spec.tasks[1].template.spec'
const rules = [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }]

describe('nothing is said of', () => {
  it.each<[string, PodSpec]>([
    ['an ordinary pod', {}],
    ['an image that is not said, which is for another rule', { containers: [{ name: 'main' }] }],
    ['an image with a letter beyond ASCII at its end', { containers: [{ ...main, image: 'büsyboxä' }] }],
    ['a volume of an image', { volumes: [{ name: 'data', image: { reference: 'busybox' } }] }],
    ['a node, with no gates', { nodeName: 'node-1', schedulingGates: [] }],
    ['gates, with no node', { schedulingGates: [{ name: 'a' }] }],
    ['overhead beside a runtime class', { overhead: { cpu: 1 }, runtimeClassName: 'gvisor' }],
    ['overhead of nothing', { overhead: {} }],
    ['no rules to restart', { containers: [{ ...main, restartPolicyRules: [] }] }],
    [
      'rules with a policy, which is for another rule',
      { containers: [{ ...main, restartPolicy: 'Never', restartPolicyRules: rules }] },
    ],
  ])('%s', (_, spec) => expect(found(spec)).toEqual([]))
})

describe('the API server refuses pods with', () => {
  it.each<[string, PodSpec, string]>([
    [
      'a blank before the image',
      { containers: [{ ...main, image: ' busybox' }] },
      'containers[0].image: Invalid value: " busybox": must not have leading or trailing whitespace',
    ],
    [
      'a blank of Unicode behind the image of an init container',
      { initContainers: [{ ...main, image: 'busybox\u00a0' }] },
      'initContainers[0].image: Invalid value: "busybox\u00a0": must not have leading or trailing whitespace',
    ],
    [
      'a volume of no image',
      {
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'b', image: { reference: '' } },
        ],
      },
      'volumes[1].image.reference: Required value: the image to mount',
    ],
    [
      'a node before the gates are gone',
      { nodeName: 'node-1', schedulingGates: [{ name: 'a' }] },
      'nodeName: Forbidden: cannot be set until all schedulingGates have been cleared; remove one of them',
    ],
    [
      'overhead of their own',
      { overhead: { cpu: 1 }, runtimeClassName: '' },
      'overhead: Forbidden: Pod Overhead set without corresponding RuntimeClass defined Overhead; name the runtimeClassName, which brings its overhead',
    ],
    [
      'rules to restart but no policy',
      { containers: [{ ...main, restartPolicyRules: rules }] },
      'containers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used; Volcano takes no such policy, so remove restartPolicyRules',
    ],
  ])('%s', (_, spec, sentence) => expect(found(spec)).toEqual([`${at}.${sentence}`]))
})
