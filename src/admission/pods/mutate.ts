import { podShape } from '../../kubernetes/shapes/pod.ts'
import { invalid, notFound } from '../finding.ts'
import { report } from '../rule.ts'
import { mutating } from '../webhook.ts'
import { jobExists, pluginsCanAct } from './advice.ts'
import { injectPlugins } from './inject-plugins.ts'
import { joinResourceGroup } from './join-resource-group.ts'
import { holdForQueue } from './queue-allocation-gate.ts'

const jobLabel = 'volcano.sh/job-name'

/**
 * Gives pods of Volcano jobs what the job's plugins promise, and, with an --admission-conf, sends pods where their resource
 * group says and holds those that wait for their queue.
 */
export const mutatePods = mutating(
  {
    path: '/pods/mutate',
    name: 'mutatepod.volcano.sh',
    resource: { group: '', version: 'v1', resource: 'pods' },
    scope: 'Namespaced',
    operations: ['CREATE'],
    sideEffects: 'NoneOnDryRun',
    about: 'Gives pods of jobs what the job plugins promise, and sends pods where their resource group says.',
    shape: podShape,
    wrongOperation: () => "expect operation to be 'CREATE' ",
    reads: ['jobs'],
    advice: [jobExists, pluginsCanAct],
    lookUps({ object, namespace }) {
      const name = object.metadata?.labels?.[jobLabel]
      return name ? [{ from: 'jobs', namespace, name }] : []
    },
  },
  ({ object: pod, namespace }, settings, { jobs }) => {
    const { resourceGroups, schedulingGates } = settings
    const injected = inject()
    const configured =
      resourceGroups === undefined
        ? []
        : [...(schedulingGates ? holdForQueue(pod) : []), ...joinResourceGroup(pod, namespace, resourceGroups)]
    return { patch: [...injected.patch, ...configured], findings: injected.findings }

    function inject() {
      const name = pod.metadata?.labels?.[jobLabel]
      if (!name || pod.spec === undefined || jobs === undefined) return { patch: [], findings: [] }
      const job = jobs.get(namespace, name)
      if (job === undefined) {
        const path = `metadata.labels[${jobLabel}]`
        const sentence = `no job of this name in namespace ${namespace}: the pod gets nothing of the job plugins`
        return { patch: [], findings: report(jobExists, notFound(path, name, sentence), settings) }
      }
      const { patch, remarks } = injectPlugins(pod, job, settings)
      const findings = remarks.flatMap(({ path, value, message }) =>
        report(pluginsCanAct, invalid(path, value, message), settings),
      )
      return { patch, findings }
    }
  },
)
