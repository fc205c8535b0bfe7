import { podShape } from '../../kubernetes/shapes/pod.ts'
import { asWarning, type Finding, invalid, notFound } from '../finding.ts'
import type { Reported } from '../verdict.ts'
import { mutating } from '../webhook.ts'
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
    lookUps({ object, namespace }) {
      const name = object.metadata?.labels?.[jobLabel]
      return name ? [{ from: 'jobs', namespace, name }] : []
    },
  },
  ({ object: pod, namespace }, { resourceGroups, schedulingGates }, { jobs }) => {
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
        return { patch: [], findings: [report('job-exists', notFound(path, name, sentence))] }
      }
      const { patch, remarks } = injectPlugins(pod, job)
      const findings = remarks.map(({ path, value, message }) =>
        report('plugins-can-act', invalid(path, value, message)),
      )
      return { patch, findings }
    }
  },
)

const report = (rule: string, finding: Finding): Reported => ({ ...asWarning(finding), rule })
