import fc from 'fast-check'
import { long, type Twist, taskTwist, twist } from './twist.ts'

const fields = <Value>(...values: readonly Value[]) =>
  twist(fc.constantFrom(...values), ({ spec }, given) => Object.assign(spec, given))

const whole = fields<Readonly<Record<string, unknown>>>(
  ...['high', 'missing', 'system-cluster-critical', 'Bad Name', ''].map((priorityClassName) => ({ priorityClassName })),
  ...['default', 'q.with.dots', long(63, 'q'), long(64, 'q'), 'closed', 'missing', 'root', ''].map((queue) => ({
    queue,
  })),
  ...['volcano', 'other', 'Bad Name', long(64)].map((schedulerName) => ({ schedulerName })),
  ...[0, 1, 2, 5, 1000, -1].map((minAvailable) => ({ minAvailable })),
  ...[0, 1, -1].map((maxRetry) => ({ maxRetry })),
  { minSuccess: 1 },
  { ttlSecondsAfterFinished: 0 },
  { ttlSecondsAfterFinished: -1 },
  { runningEstimate: '1h' },
  { runningEstimate: 'soon' },
  { networkTopology: { mode: 'hard', highestTierAllowed: 1 } },
  { networkTopology: { mode: 'soft', highestTierAllowed: 1, highestTierName: 'rack' } },
  { networkTopology: {} },
  { plugins: null, volumes: null },
  { futureField: 'of a newer Volcano' },
)

const policies = fc.array(
  fc.record(
    {
      event: fc.constantFrom('PodFailed', 'PodEvicted', '*', 'TaskCompleted', 'Bad'),
      events: fc.constantFrom(['PodFailed'], ['PodPending', 'Unknown'], []),
      action: fc.constantFrom('RestartJob', 'AbortJob', 'CompleteJob', 'RestartPod', 'Dance', ''),
      exitCode: fc.constantFrom(0, 1, 3),
      timeout: fc.constantFrom('10s', '1', '-5m'),
    },
    { requiredKeys: ['action'] },
  ),
  { maxLength: 2 },
)

const partition = fc.record({
  totalPartitions: fc.constantFrom(0, 1, 2),
  partitionSize: fc.constantFrom(1, 2),
  minPartitions: fc.constantFrom(0, 1, 2),
})

const annotations = fc.dictionary(
  fc.constantFrom(
    'note',
    'volcano.sh/jdb-min-available',
    'volcano.sh/jdb-max-unavailable',
    'volcano.sh/preemptable',
    'volcano.sh/revocable-zone',
    'volcano.sh/cooldown-time',
  ),
  fc.constantFrom('', 'true', '1', '50%', '150%', '-1', 'a', '*', '600s', long(130_000)),
  { maxKeys: 2 },
)

/** What of a job's own labels its pods get. */
const labels = fc.dictionary(
  fc.constantFrom('volcano.sh/preemptable', 'volcano.sh/cooldown-time', 'app.kubernetes.io/managed-by'),
  fc.constantFrom('true', '600s', 'a_b', ''),
  { maxKeys: 2 },
)

/** Lists of hosts beyond what a ConfigMap, a Secret and an object of the API server can hold, and what is still fine. */
const manyHosts = fc.constantFrom(5_000, 12_000, 20_000, 30_000)

/** Plugins that list hosts elsewhere than in variables. */
const listing = fc.constantFrom<Readonly<Record<string, string[]>>>({ svc: ['--inject-hosts-env=false'] }, { ssh: [] })

export const jobTwists: readonly fc.Arbitrary<Twist>[] = [
  whole,
  whole,
  twist(policies, ({ spec }, given) => Object.assign(spec, { policies: given })),
  taskTwist(policies, (task, given) => Object.assign(task, { policies: given })),
  twist(annotations, ({ metadata }, given) => Object.assign(metadata, { annotations: given })),
  twist(labels, ({ metadata }, given) => Object.assign(metadata, { labels: given })),
  taskTwist(partition, (task, partitionPolicy) =>
    Object.assign(task, { partitionPolicy, replicas: partitionPolicy.totalPartitions * partitionPolicy.partitionSize }),
  ),
  taskTwist(fc.constantFrom(0, 1, 2, 1000, -1), (task, minAvailable) => Object.assign(task, { minAvailable })),
  taskTwist(fc.constantFrom('none', 'best-effort', 'restricted', 'single-numa-node', 'Bad'), (task, topologyPolicy) =>
    Object.assign(task, { topologyPolicy }),
  ),
  taskTwist(fc.constantFrom(['worker'], ['nobody'], []), (task, name) => Object.assign(task, { dependsOn: { name } })),
  twist(fc.constantFrom(1, 30), ({ spec }, count) => {
    const [first] = spec.tasks
    for (let i = 0; i < count; i += 1) spec.tasks.push({ ...structuredClone(first), name: `more-${i}` })
  }),
  fields({ queue: 'q.with.dots' }, { queue: long(63, 'q') }, { queue: long(64, 'q') }),
  taskTwist(manyHosts, (task, replicas) => Object.assign(task, { replicas })),
  twist(fc.tuple(manyHosts, listing), ({ spec }, [replicas, plugins]) => {
    Object.assign(spec.tasks[0] ?? {}, { replicas })
    Object.assign(spec, { plugins })
  }),
]
