import { add } from '../../kubernetes/json-patch.ts'
import { asWarning, invalid } from '../finding.ts'
import { type Mutation, mutating } from '../webhook.ts'
import { podGroupRegistration } from './registration.ts'

const queueAnnotation = 'scheduling.volcano.sh/queue-name'

/** What the API server fills in where a pod group names no queue. */
const defaultQueue = 'default'

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
    lookUps: ({ object, namespace }) =>
      object.spec?.queue === defaultQueue ? [{ from: 'namespaces', name: namespace }] : [],
  },
  ({ object, namespace }, _, { namespaces }) => {
    if (object.spec?.queue !== defaultQueue) return nothing
    const queue = namespaces?.get(namespace)?.metadata?.annotations?.[queueAnnotation]
    if (queue === undefined || queue === defaultQueue) return nothing
    return queue === '' ? stay(namespace) : { patch: [add('/spec/queue', queue)], findings: [] }
  },
)

function stay(namespace: string): Mutation {
  const sentence = `annotation ${queueAnnotation} of namespace ${namespace} is empty, so this queue stays`
  return {
    patch: [],
    findings: [{ ...asWarning(invalid('spec.queue', defaultQueue, sentence)), rule: 'namespace-names-queue' }],
  }
}
