import type { FlagTable } from '../flag.ts'

/** What job plugins give beyond Volcano, or otherwise. */
export const pluginFlags = {
  'plugin-env-order': {
    type: 'string',
    default: 'append',
    upstream: false,
    allowed: ['append', 'prepend'],
    about:
      "Where the variables of job plugins go: `append` puts them behind those of the container, as Volcano does; with `prepend` they come first, so that `$(VC_TASK_INDEX)` in the container's own variables means something.",
  },
  'extra-env': {
    type: 'bool',
    default: false,
    upstream: false,
    about:
      'Whether the plugin `env` also gives `VC_JOB_NAME`, `VC_TASK_NAME`, `VC_CURRENT_HOST`, `VC_JOB_RANK` and `VC_JOB_SIZE`, and `svc` host files for MPI, in the ConfigMap that the server makes with `--companions`.',
  },
  'publish-not-ready-addresses': {
    type: 'bool',
    default: false,
    upstream: false,
    about:
      'Whether pods of new jobs with the plugin `svc` resolve before they are ready. A job that says otherwise in its arguments has it so.',
  },
  'ssh-file-modes': {
    type: 'string',
    default: 'upstream',
    upstream: false,
    allowed: ['upstream', 'by-user'],
    about:
      'Modes of the key files that the plugin `ssh` mounts. `upstream` is 0600 in `/root/.ssh` and 0644 elsewhere, as in Volcano, but for containers that are known not to run as root and could not read 0600. `by-user` is what OpenSSH wants of the user of each container: 0600 for root, 0640 with an fsGroup, else 0644.',
  },
  'ssh-client-config': {
    type: 'string',
    default: 'hosts',
    upstream: false,
    allowed: ['hosts', 'patterns'],
    about:
      'What the client configuration of the plugin `ssh` says, in the Secret that the server makes with `--companions`: each host of the job, as in Volcano, or patterns that are right however many pods there are.',
  },
  'explicit-zeroes': {
    type: 'string',
    default: 'upstream',
    upstream: false,
    allowed: ['upstream', 'kept'],
    about:
      'What becomes of a 0 that a job says for `maxRetry` or `minAvailable`: `upstream` takes it for not given, as Volcano does, and fills in the default; `kept` keeps it.',
  },
} as const satisfies FlagTable
