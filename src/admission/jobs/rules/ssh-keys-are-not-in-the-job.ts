import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { type SshFlags, ssh } from '../../../plugins/ssh/ssh.ts'
import { forbidden } from '../../finding.ts'
import { flagsOf } from '../derived/flags-of.ts'
import type { JobRule } from '../rule.ts'

/** A private key is no part of a job: whoever may read the job, its events or the audit log could take it. */
export const sshKeysAreNotInTheJob: JobRule = {
  id: 'ssh-keys-are-not-in-the-job',
  nature: 'doubtful',
  about: {
    why: 'Whoever may read jobs can read the key. It also stands in the annotation of kubectl apply, and in logs of whoever logs objects.',
    fix: 'Leave the keys out, as the plugin makes a pair for the job, or keep them in a Secret and name that with `--ssh-secret-name`.',
    upstream: [1644],
  },
  reads: [],
  check({ object }) {
    if (!flagsOf<SshFlags>(object, ssh)?.['ssh-private-key']) return []
    const sentence =
      'a private key in a job can be read by all who may read the job; leave it out, or put the keys into a Secret and name it with --ssh-secret-name'
    return [forbidden(fieldOfFlag(ssh, object.spec?.plugins?.ssh ?? [], 'ssh-private-key'), sentence)]
  },
}
