import { add } from '../../kubernetes/json-patch.ts'
import { invalid } from '../finding.ts'
import { queueAnnotation, queueOfNamespace } from '../namespace-queue.ts'
import { type Requirement, report } from '../rule.ts'
import type { Settings } from '../settings.ts'
import { type Mutation, mutating } from '../webhook.ts'
import { podGroupRegistration } from './registration.ts'

/** What the API server fills in where a pod group names no queue. */
const defaultQueue = 'default'

/** A namespace that is annotated with a queue names one. */
const namespaceNamesQueue: Requirement = {
  id: 'namespace-names-queue',
  nature: 'doubtful',
  about: {
    why: 'The annotation `scheduling.volcano.sh/queue-name` of a namespace says to which queue its pod groups go. When it is empty, they stay in the queue `default`.',
    fix: 'Name a queue in the annotation, or take it away.',
  },
}

const nothing: Mutation = { patch: [], findings: [] }

/**
 * A pod group in the default queue goes to the queue that its namespace is annotated with, if it is. An empty annotation
 * names no queue, so the group stays where it is. Mirrors podgroups/mutate: createPodGroupPatch.
 */
export const mutatePodGroups = mutating(
  {
    ...podGroupRegistration,
    path: '/podgroups/mutate',
    name: 'mutatepodgroup.volcano.sh',
    about: 'Sends pod groups of the default queue to the queue of their namespace.',
    wrongOperation: (operation) => `invalid operation \`${operation}\`, expect operation to be \`CREATE\``,
    reads: ['namespaces'],
    advice: [namespaceNamesQueue],
    lookUps: ({ object, namespace }) =>
      object.spec?.queue === defaultQueue ? [{ from: 'namespaces', name: namespace }] : [],
  },
  ({ object, namespace }, settings, cluster) => {
    if (object.spec?.queue !== defaultQueue) return nothing
    const queue = queueOfNamespace(cluster, namespace)
    if (queue === undefined || queue === defaultQueue) return nothing
    return queue === '' ? stay(namespace, settings) : { patch: [add('/spec/queue', queue)], findings: [] }
  },
)

function stay(namespace: string, settings: Settings): Mutation {
  const sentence = `annotation ${queueAnnotation} of namespace ${namespace} is empty, so this queue stays`
  return {
    patch: [],
    findings: report(namespaceNamesQueue, invalid('spec.queue', defaultQueue, sentence), settings),
  }
}
