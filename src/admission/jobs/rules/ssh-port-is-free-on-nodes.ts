import { tasksOf } from '../../../plugins/hosts.ts'
import { isPort } from '../../../plugins/port.ts'
import { type SshFlags, ssh } from '../../../plugins/ssh/ssh.ts'
import { invalid } from '../../finding.ts'
import { flagsOf } from '../derived/flags-of.ts'
import type { JobRule } from '../rule.ts'

/** Pods on the host network have the ports of their node, and 22 is that of the node's own sshd. */
export const sshPortIsFreeOnNodes: JobRule = {
  id: 'ssh-port-is-free-on-nodes',
  nature: 'doubtful',
  about: {
    why: "On the host network the name of a pod leads to its node, where port 22 belongs to the node's own sshd: the one of the pod cannot have it, and logins reach the node.",
    fix: 'Let sshd of the pods listen on another port, and give it to both plugins: `ssh: ["--ssh-port=2222"]`, `mpi: ["--port=2222"]`. Pods with one port of the host network are on different nodes.',
    upstream: [2402],
  },
  reads: [],
  check({ object }) {
    const flags = flagsOf<SshFlags>(object, ssh)
    if (flags === undefined) return []
    const port = flags['ssh-port']
    if (isPort(port) && port !== 22) return []
    return tasksOf(object).flatMap(({ template }, i) => {
      if (template?.spec?.hostNetwork !== true) return []
      const sentence =
        "ssh goes to port 22, which on the host network is that of the node's own sshd; give ssh --ssh-port another, and mpi --port the same"
      return [invalid(`spec.tasks[${i}].template.spec.hostNetwork`, true, sentence)]
    })
  },
}
