import type { Expected } from './check-answer.ts'
import { aJob, aTask, namespace } from './job.ts'
import {
  cronJob,
  hyperNode,
  jobFlow,
  jobTemplatesOfFlow,
  namespaceOfPodGroup,
  newQueue,
  plainQueue,
  podGroup,
  queuesBeside,
} from './other-kinds.ts'
import { aPod, jobOfPod } from './pod.ts'

/** A question that servers are asked again and again; its text is the same but for the uid. */
export type Body = Readonly<{
  name: string
  about: string
  path: string
  /** The AdmissionReview with `placeholderUid`, as JSON. Built when asked for: some are large. */
  text: () => string
  expected: Expected
}>

/** Stands where each request has a uid of its own, of the same length. */
export const placeholderUid = '00000000-0000-4000-8000-000000000000'

/** What a server must know to answer as expected. */
export const cluster: readonly object[] = [jobOfPod, namespaceOfPodGroup, ...queuesBeside, ...jobTemplatesOfFlow]

const many = 1_000
const few = 7

export const bodies: readonly Body[] = [
  {
    name: 'job-validate',
    about: '5 KB Job',
    path: '/jobs/validate',
    text: () => review('jobs', aCompleteJob(few)),
    expected: { allowed: true },
  },
  {
    name: 'job-mutate',
    about: '5 KB Job',
    path: '/jobs/mutate',
    text: () => review('jobs', anIncompleteJob(few)),
    expected: { allowed: true, patchPaths: pathsOfDefaults(few) },
  },
  {
    name: 'pod-mutate',
    about: 'pod with env, svc, ssh',
    path: '/pods/mutate',
    text: () => review('pods', aPod),
    expected: {
      allowed: true,
      patchPaths: [
        '/spec/hostname',
        '/spec/subdomain',
        ...Array.from({ length: 6 }, () => '/spec/containers/0/env/-'),
        ...Array.from({ length: 2 }, () => '/spec/containers/0/volumeMounts/-'),
        ...Array.from({ length: 2 }, () => '/spec/volumes/-'),
      ],
    },
  },
  {
    name: 'pod-validate',
    about: "pod of Volcano's scheduler",
    path: '/pods/validate',
    text: () => review('pods', podWithBudget()),
    expected: { allowed: true },
  },
  {
    name: 'queue-mutate',
    about: 'queue without defaults',
    path: '/queues/mutate',
    text: () => review('queues', plainQueue),
    expected: { allowed: true, patchPaths: ['/spec/reclaimable', '/spec/weight'] },
  },
  {
    name: 'queue-validate',
    about: 'queue beside 20 others, on level 3',
    path: '/queues/validate',
    text: () => review('queues', newQueue),
    expected: { allowed: true },
  },
  {
    name: 'podgroup-mutate',
    about: 'pod group, to the queue of its namespace',
    path: '/podgroups/mutate',
    text: () => review('podgroups', podGroup),
    expected: { allowed: true, patchPaths: ['/spec/queue'] },
  },
  {
    name: 'podgroup-validate',
    about: 'pod group with subgroups',
    path: '/podgroups/validate',
    text: () => review('podgroups', podGroup),
    expected: { allowed: true },
  },
  {
    name: 'jobflow-validate',
    about: 'job flow of 10 steps',
    path: '/jobflows/validate',
    text: () => review('jobflows', jobFlow),
    expected: { allowed: true },
  },
  {
    name: 'cronjob-validate',
    about: 'cron job with 4 tasks',
    path: '/cronjobs/validate',
    text: () => review('cronjobs', cronJob),
    expected: { allowed: true },
  },
  {
    name: 'hypernode-validate',
    about: 'hyper node of 10 members',
    path: '/hypernodes/validate',
    text: () => review('hypernodes', hyperNode),
    expected: { allowed: true },
  },
  {
    name: 'wrong-job-validate',
    about: 'Job with 5 mistakes',
    path: '/jobs/validate',
    text: () => review('jobs', aWrongJob()),
    expected: {
      allowed: false,
      causes: [
        'spec.tasks[0].minAvailable',
        'spec.tasks[1].name',
        'spec.minAvailable',
        'spec.plugins[svx]',
        'spec.tasks[2].dependsOn.name[0]',
      ],
    },
  },
  {
    name: 'large-job-validate',
    about: '1,000-task Job',
    path: '/jobs/validate',
    text: () => review('jobs', aCompleteJob(many)),
    expected: { allowed: true },
  },
  {
    name: 'large-job-mutate',
    about: '1,000-task Job',
    path: '/jobs/mutate',
    text: () => review('jobs', anIncompleteJob(many)),
    expected: { allowed: true, patchPaths: pathsOfDefaults(many) },
  },
]

/** As most users write it: /jobs/mutate has something to add to each task. */
function anIncompleteJob(tasks: number) {
  return aJob('train', { plugins: { env: [], svc: [] }, tasks: tasksOf(tasks) })
}

/** As /jobs/mutate leaves it. */
function aCompleteJob(tasks: number) {
  return aJob('train', {
    schedulerName: 'volcano',
    minAvailable: 2 * tasks,
    plugins: { env: [], svc: [] },
    tasks: tasksOf(tasks).map((task) => ({ ...task, minAvailable: 2, maxRetry: 3 })),
  })
}

function aWrongJob() {
  const [first, second, ...others] = tasksOf(few)
  const wrong = [
    { ...first, minAvailable: 5 },
    { ...second, name: first?.name },
    { ...others[0], dependsOn: { name: ['nobody'] } },
  ]
  return aJob('train', { minAvailable: 100, plugins: { svx: [] }, tasks: [...wrong, ...others.slice(1)] })
}

const podWithBudget = () => ({
  ...aPod,
  metadata: { ...aPod.metadata, annotations: { 'volcano.sh/jdb-min-available': '50%' } },
})

const tasksOf = (count: number) => Array.from({ length: count }, (_, rank) => aTask(rank))

function pathsOfDefaults(tasks: number): readonly string[] {
  const paths = Array.from({ length: tasks }, (_, i) => [`/spec/tasks/${i}/minAvailable`, `/spec/tasks/${i}/maxRetry`])
  return ['/spec/schedulerName', ...paths.flat(), '/spec/minAvailable']
}

const resources = {
  jobs: { group: 'batch.volcano.sh', version: 'v1alpha1', kind: 'Job' },
  pods: { group: '', version: 'v1', kind: 'Pod' },
  queues: { group: 'scheduling.volcano.sh', version: 'v1beta1', kind: 'Queue' },
  podgroups: { group: 'scheduling.volcano.sh', version: 'v1beta1', kind: 'PodGroup' },
  jobflows: { group: 'flow.volcano.sh', version: 'v1alpha1', kind: 'JobFlow' },
  cronjobs: { group: 'batch.volcano.sh', version: 'v1alpha1', kind: 'CronJob' },
  hypernodes: { group: 'topology.volcano.sh', version: 'v1alpha1', kind: 'HyperNode' },
} as const

/** The question of the API server whether this object may be created. */
function review(
  name: keyof typeof resources,
  object: Readonly<{ metadata: Readonly<{ name: string; namespace?: unknown }> }>,
): string {
  const { group, version, kind } = resources[name]
  const resource = { group, version, resource: name }
  return JSON.stringify({
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: placeholderUid,
      kind: { group, version, kind },
      resource,
      requestKind: { group, version, kind },
      requestResource: resource,
      name: object.metadata.name,
      ...(isClusterScoped(object) ? {} : { namespace }),
      operation: 'CREATE',
      userInfo: { username: 'ada', groups: ['lab', 'system:authenticated'] },
      object,
      oldObject: null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1', fieldManager: 'kubectl-create' },
    },
  })
}

const isClusterScoped = ({ metadata }: Readonly<{ metadata: object }>): boolean => !('namespace' in metadata)
