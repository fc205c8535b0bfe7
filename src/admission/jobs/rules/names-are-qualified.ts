import { qualifiedNameMistakes } from '../../../kubernetes/names.ts'
import { remember } from '../../../kubernetes/remember.ts'
import { podNameOf } from '../../../plugins/hosts.ts'
import { none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/**
 * The names of the job and of a pod of each task are legal label values. The pod that is looked at is the one with the
 * index of its *task*, as in Volcano. Mirrors jobs/validate: validateK8sPodNameLength, validateJobName.
 */
export const namesAreQualified: JobRule = {
  id: 'names-are-qualified',
  nature: 'upstream',
  about: {
    why: 'Pods are called `<job>-<task>-<index>`, and are labelled with the name of the job. Both have at most 63 characters.',
    fix: 'Shorten the name of the job or of the task.',
    upstream: [4691],
  },

  reads: [],
  check({ object: { metadata, spec = {} } }) {
    const job = metadata?.name ?? ''
    const { tasks = none } = spec
    const isJobFine = qualifiedNameMistakes(job).length === 0
    let found: readonly Finding[] = none
    for (let i = 0; i < tasks.length; i++) {
      const { name = '' } = tasks[i] ?? {}
      // Most names are short, and of letters and digits: then those of the pods are, too.
      if (isJobFine && job.length + name.length <= shortNames && isQualified(name)) continue
      const pod = podNameOf(job, name, i)
      if (qualifiedNameMistakes(pod).length > 0) found = [...found, tell('pod', pod, `spec.tasks[${i}].name`, name)]
    }
    return isJobFine ? found : [...found, tell('job', job, 'metadata.name', job)]
  },
}

/** Two hyphens and ten digits remain. */
const shortNames = 63 - 12

const isQualified = remember((name) => qualifiedNameMistakes(String(name)).length === 0 && !String(name).includes('/'))

function tell(what: 'pod' | 'job', name: string, path: string, value: string): Finding {
  const mistakes = qualifiedNameMistakes(name)
  const advice =
    name.length > 63 ? `it has ${name.length} characters, ${name.length - 63} too many` : 'choose another name'
  return invalid(path, value, `create ${what} with name ${name} validate failed [${mistakes.join(' ')}]; ${advice}`)
}
