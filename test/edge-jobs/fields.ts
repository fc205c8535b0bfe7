import fc from 'fast-check'
import type { Shape, StructShape } from '../../src/kubernetes/shape.ts'
import { containerShape } from '../../src/kubernetes/shapes/container.ts'
import { persistentVolumeClaimSpecShape } from '../../src/kubernetes/shapes/persistent-volume-claim.ts'
import { podSpecShape } from '../../src/kubernetes/shapes/pod.ts'
import { jobSpecShape, taskShape } from '../../src/kubernetes/shapes/volcano-job.ts'
import { volumeShape } from '../../src/kubernetes/shapes/volumes.ts'
import { anyOfShape } from '../any-of-shape.ts'
import { type Twist, taskTwist, twist } from './twist.ts'

/**
 * One field of a struct with some value that decodes, be it ever so wrong. The value hangs on a number alone, as what fc.gen()
 * makes cannot be part of something that shrinks.
 */
const anyField = (shape: Shape, ...except: readonly string[]): fc.Arbitrary<Readonly<Record<string, unknown>>> => {
  const fields = [...(shape as StructShape).fields].filter(([name]) => !except.includes(name))
  return fc
    .tuple(fc.constantFrom(...fields), fc.noShrink(fc.nat()))
    .map(([[name, field], number]) => ({ [name]: anyOfShape(field, drawnFrom(number)) }))
}

function drawnFrom(number: number): fc.GeneratorValue {
  let seed = number
  const draw = (arbitrary: (...args: unknown[]) => fc.Arbitrary<unknown>, ...args: readonly unknown[]): unknown => {
    seed += 1
    return fc.sample(arbitrary(...args), { seed, numRuns: 1 })[0]
  }
  return draw as fc.GeneratorValue
}

const soundClaim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }

/**
 * Whatever field a job, a task, a pod, a container, a volume or a claim has. Runtime classes may come later, and with them
 * their overhead.
 */
export const fieldTwists: readonly fc.Arbitrary<Twist>[] = [
  ...[podSpecShape, podSpecShape, podSpecShape].map((shape) =>
    taskTwist(anyField(shape, 'containers', 'runtimeClassName', 'overhead'), ({ template }, fields) =>
      Object.assign(template, { spec: { ...template.spec, ...fields } }),
    ),
  ),
  ...(['containers', 'containers', 'initContainers'] as const).map((list) =>
    taskTwist(anyField(containerShape), ({ template: { spec = {} } }, fields) => {
      const [container] = spec[list] ?? []
      Object.assign(spec, { [list]: [{ name: 'other', image: 'busybox', ...container, ...fields }] })
    }),
  ),
  taskTwist(anyField(volumeShape, 'name'), ({ template: { spec = {} } }, fields) => {
    Object.assign(spec, { volumes: [{ name: 'data', ...fields }] })
    for (const container of spec.containers ?? [])
      Object.assign(container, { volumeMounts: [{ name: 'data', mountPath: '/data' }] })
  }),
  twist(anyField(persistentVolumeClaimSpecShape), ({ spec }, fields) =>
    Object.assign(spec, { volumes: [{ mountPath: '/data', volumeClaim: { ...soundClaim, ...fields } }] }),
  ),
  taskTwist(anyField(taskShape, 'template', 'replicas'), (task, fields) => Object.assign(task, fields)),
  twist(anyField(jobSpecShape, 'tasks', 'queue'), ({ spec }, fields) => Object.assign(spec, fields)),
]
