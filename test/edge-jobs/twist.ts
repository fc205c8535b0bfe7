import fc from 'fast-check'
import type { Container } from '../../src/kubernetes/shapes/container.ts'
import type { PodTemplate } from '../../src/kubernetes/shapes/pod.ts'
import type { Job, Task } from '../../src/kubernetes/shapes/volcano-job.ts'

type Writable<Value> = Value extends object ? { -readonly [Key in keyof Value]: Writable<Value[Key]> } : Value

/** A job that is still being written: everything that twists change is there. */
export type Draft = Writable<Job> & { metadata: Record<string, unknown>; spec: { tasks: Writable<Task>[] } }
export type ContainerDraft = Writable<Container>
export type TaskDraft = Writable<Task> & { template: Writable<PodTemplate> }

/** One thing that makes a job unlike others. `at` is any number: it chooses the task, and within it the container. */
export type Twist = (draft: Draft, at: number) => void

/** A twist for each of the values. */
export const twist = <Value>(values: fc.Arbitrary<Value>, change: (draft: Draft, value: Value, at: number) => void) =>
  values.map(
    (value): Twist =>
      (draft, at) =>
        change(draft, structuredClone(value), at),
  )

/** The same for a task of the job. */
export const taskTwist = <Value>(values: fc.Arbitrary<Value>, change: (task: TaskDraft, value: Value) => void) =>
  twist(values, ({ spec: { tasks } }, value, at) => {
    change(tasks[at % tasks.length] as TaskDraft, value)
  })

/** Fields of the pods of a task. */
export const podTwist = (...specs: readonly Readonly<Record<string, unknown>>[]) =>
  taskTwist(fc.constantFrom(...specs), ({ template }, fields) => {
    Object.assign(template, { spec: { ...template.spec, ...fields } })
  })

/** Fields of a container, or of an init container. */
export const containerTwist = (...containers: readonly Readonly<Record<string, unknown>>[]) =>
  twist(fc.constantFrom(...containers), ({ spec: { tasks } }, fields, at) => {
    const { spec = {} } = (tasks[at % tasks.length] as TaskDraft).template
    const list = (at % 5 === 0 && spec.initContainers) || spec.containers || []
    const container = list[at % Math.max(1, list.length)]
    if (container !== undefined) Object.assign(container, fields)
  })

/** A text of this many characters that is a label of DNS. */
export const long = (length: number, letter = 'a'): string => letter.repeat(Math.max(1, length))
