import fc from 'fast-check'
import { long, type Twist, taskTwist, twist } from './twist.ts'

/** Where names of objects made of the job's name become too long, and around it. */
const lengths = fc.constantFrom(40, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 100)

const names = fc.constantFrom(
  ...[
    '2024-train',
    'a.b',
    'train.v1',
    '7',
    '0x1f',
    'a--b',
    'train-',
    'Train',
    'tr_ain',
    'constructor',
    'pvc',
    'kubernetes',
  ],
  ...[`${long(30)}.${long(30)}`, `${long(20)}.${long(20)}.${long(20)}`, `9${long(58)}`],
)

const taskNames = fc.constantFrom(
  ...['worker', 'master', 'ps', 'a-b', 'a--b', '0', '2024', 'a.b', 'Worker', 'a_b', '-a', 'constructor', 'hosts'],
  ...[long(10), long(30), long(50), long(57), long(63), long(64), ''],
)

/** Numbers of pods whose highest index has one digit more than its task or the number before it. */
const counts = fc.constantFrom(0, 1, 9, 10, 11, 12, 99, 100, 101, 999, 1000, 1001)

const keys = fc.constantFrom(
  'team',
  'volcano.sh/job-name',
  'volcano.sh/task-spec',
  'bad key',
  long(64),
  'a/b/c',
  'X.y_z',
)
const values = fc.constantFrom('', 'a', 'a b', long(63), long(64), '-a', 'a.b_c', 'true', 'Ä')

/** The name of the job and the longest name of a pod, together at the limit. */
const atTheLimit = twist(
  fc.tuple(fc.integer({ min: 60, max: 65 }), fc.constantFrom(1, 10, 11, 100, 101)),
  (draft, [length, replicas], at) => {
    const task = draft.spec.tasks[at % draft.spec.tasks.length]
    draft.metadata.name = long(length - 2 - (task?.name ?? 'default0').length, 'j')
    Object.assign(task ?? {}, { replicas })
    Object.assign(draft.spec, { plugins: { svc: [], ...draft.spec.plugins } })
  },
)

export const nameTwists: readonly fc.Arbitrary<Twist>[] = [
  twist(lengths, ({ metadata }, length) => Object.assign(metadata, { name: long(length, 'j') })),
  twist(lengths, ({ metadata }, length) => Object.assign(metadata, { name: long(length, 'j') })),
  twist(names, ({ metadata }, name) => Object.assign(metadata, { name })),
  twist(names, ({ metadata }, name) => Object.assign(metadata, { name })),
  twist(fc.constantFrom('train-', long(58), `${long(60)}-`, 'a.b.'), ({ metadata }, generateName) => {
    delete metadata.name
    Object.assign(metadata, { generateName })
  }),
  taskTwist(taskNames, (task, name) => Object.assign(task, { name })),
  taskTwist(counts, (task, replicas) => Object.assign(task, { replicas })),
  taskTwist(fc.constantFrom(10, 11, 100, 101), (task, replicas) => Object.assign(task, { replicas })),
  ...[atTheLimit, atTheLimit, atTheLimit],
  twist(fc.dictionary(keys, values, { maxKeys: 2 }), ({ metadata }, labels) => Object.assign(metadata, { labels })),
  taskTwist(fc.dictionary(keys, values, { maxKeys: 2 }), ({ template }, labels) =>
    Object.assign(template, { metadata: { ...template.metadata, labels } }),
  ),
]
