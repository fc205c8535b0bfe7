import { parseGoFlags } from '../../../kubernetes/go-flags.ts'
import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { mpi } from '../../../plugins/mpi/mpi.ts'
import { printInt } from '../../../plugins/port.ts'
import { ssh } from '../../../plugins/ssh/ssh.ts'
import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** The port that mpi opens for sshd is the one that the ssh client of the job goes to. */
export const sshPortIsThatOfMpi: JobRule = {
  id: 'ssh-port-is-that-of-mpi',
  nature: 'doubtful',
  about: {
    why: 'mpi opens its `--port` in the pods, but mpiexec logs in with ssh, which goes to `--ssh-port`. Where they differ, one of the two is not where sshd listens.',
    fix: 'Give both the same number: `mpi: ["--port=2222"]` and `ssh: ["--ssh-port=2222"]`.',
    upstream: [3519],
  },
  reads: [],
  check({ object: { spec = {} } }) {
    const plugins = spec.plugins ?? {}
    if (!Object.hasOwn(plugins, 'mpi')) return []
    const [mpiArgs = [], sshArgs = []] = [plugins.mpi, Object.hasOwn(plugins, 'ssh') ? plugins.ssh : []]
    if (mpiArgs.length === 0 && sshArgs.length === 0) return []
    const opened = Number(parseGoFlags(mpi.flags, mpiArgs).values.port)
    const used = Number(parseGoFlags(ssh.flags, sshArgs).values['ssh-port'])
    if (opened === used) return []
    const sentence = `mpi opens the port ${printInt(opened)} for sshd, but ssh goes to ${printInt(used)}; give mpi --port and ssh --ssh-port one number`
    return [invalid(fieldOfFlag(mpi, mpiArgs, 'port'), `--port=${printInt(opened)}`, sentence)]
  },
}
