import type { FlagValues } from '../../kubernetes/go-flags.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { companionMetadata } from '../companion.ts'
import { jobNameOf } from '../hosts.ts'
import { jobPlugin } from '../plugin.ts'
import type { PluginFlagTable } from '../plugin-flag.ts'
import { hostsConfig, patternsConfig } from './client-config.ts'
import { rootPath } from './file-modes.ts'
import { mountsOf } from './mounts.ts'

/** Stands where a key will be generated when the Secret is created; keys are never part of a decision. */
export const generatedKey = '<generated>'

/** Arguments of the ssh plugin. */
export const sshFlags = {
  'ssh-key-file-path': { type: 'string', default: rootPath, about: 'folder that gets the keys' },
  'ssh-private-key': {
    type: 'string',
    secret: true,
    default: '',
    about: 'private key to use instead of a generated one',
  },
  'ssh-public-key': { type: 'string', secret: true, default: '', about: 'public half of that key' },
  'ssh-port': { type: 'int', port: 'told', default: 22, about: 'port that sshd listens on' },
  'ssh-secret-name': {
    type: 'string',
    extension: true,
    default: '',
    about: 'Secret of the namespace that holds the keys to use',
  },
} as const satisfies PluginFlagTable

export type SshFlags = FlagValues<typeof sshFlags>

/** Mirrors pkg/controllers/job/plugins/ssh. */
export const ssh = jobPlugin({
  name: 'ssh',
  about: 'pods of a job log in to each other without a password, by one key pair a job',
  flags: sshFlags,
  wishes: ({ job, pod: { spec = {} }, options }, flags) =>
    mountsOf(
      spec,
      { secretName: secretNameOf(job), ownSecret: flags['ssh-secret-name'], mountPath: flags['ssh-key-file-path'] },
      options.sshFileModes,
    ),
  companions(job, flags, { sshClientConfig }) {
    const toConfig = sshClientConfig === 'patterns' ? patternsConfig : hostsConfig
    return [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: companionMetadata(job, secretNameOf(job)),
        type: 'Opaque',
        stringData: { ...keysOf(flags), config: toConfig(job, flags['ssh-port']) },
      },
    ]
  },
})

const secretNameOf = (job: Job): string => `${jobNameOf(job)}-ssh`

/** No keys where those of another Secret are used. */
function keysOf(flags: SshFlags): Readonly<Record<string, string>> {
  if (flags['ssh-secret-name'] !== '') return {}
  const hasOwnKey = flags['ssh-private-key'] !== ''
  const publicKey = hasOwnKey ? flags['ssh-public-key'] : generatedKey
  return {
    id_rsa: hasOwnKey ? flags['ssh-private-key'] : generatedKey,
    'id_rsa.pub': publicKey,
    authorized_keys: publicKey,
  }
}
