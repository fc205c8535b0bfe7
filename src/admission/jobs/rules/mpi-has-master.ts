import { parseGoFlags } from '../../../kubernetes/go-flags.ts'
import { mpiFlags } from '../../../plugins/mpi/flags.ts'
import { listed, notFound } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** A job with the mpi plugin has the task that its --master names (`master`). Mirrors jobs/validate: validateJobCreate. */
export const mpiHasMaster: JobRule = {
  id: 'mpi-has-master',
  nature: 'upstream',
  about: {
    why: 'The plugin `mpi` gives the hosts of the workers to the pods of one task, the master.',
    fix: 'Call the task `master`, or name it: `mpi: [--master=launcher]`. A job with a master alone is fine.',
    upstream: [4271],
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const plugins = spec.plugins ?? {}
    if (!Object.hasOwn(plugins, 'mpi')) return []
    const { master } = parseGoFlags(mpiFlags, plugins.mpi ?? []).values
    const names = (spec.tasks ?? []).map(({ name = '' }) => name)
    if (names.includes(master)) return []
    const advice = `name one of the tasks with --master (${listed(names) || 'there is none'}) or call one "${master}"`
    return [notFound('spec.plugins[mpi]', master, `The specified mpi master task was not found; ${advice}`)]
  },
}
