import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { companionMetadata } from '../companion.ts'
import { hostsOf, jobNameOf, tasksOf } from '../hosts.ts'
import { jobPlugin } from '../plugin.ts'

const rootPath = '/root/.ssh'
const keys = ['id_rsa', 'id_rsa.pub', 'authorized_keys', 'config']

/** Stands where a key will be generated when the Secret is created; keys are never part of a decision. */
export const generatedKey = '<generated>'

/** Mirrors pkg/controllers/job/plugins/ssh. */
export const ssh = jobPlugin({
  name: 'ssh',
  about: 'pods of a job log in to each other without a password, by one key pair a job',
  flags: {
    'ssh-key-file-path': { type: 'string', default: rootPath, about: 'folder that gets the keys' },
    'ssh-private-key': {
      type: 'string',
      secret: true,
      default: '',
      about: 'private key to use instead of a generated one',
    },
    'ssh-public-key': { type: 'string', secret: true, default: '', about: 'public half of that key' },
    'ssh-port': { type: 'int', port: 'told', default: 22, about: 'port that sshd listens on' },
  },
  wishes({ job }, { 'ssh-key-file-path': mountPath }) {
    const name = secretNameOf(job)
    const items = keys.map((key) => ({ key, path: `.ssh/${key}` }))
    const defaultMode = mountPath === rootPath ? 0o600 : 0o644
    return [
      {
        wish: 'mount',
        mount: { name, mountPath, subPath: '.ssh' },
        volume: { name, secret: { secretName: name, items, defaultMode } },
        containers: 'all',
      },
    ]
  },
  companions(job, flags) {
    const hasOwnKey = flags['ssh-private-key'] !== ''
    const publicKey = hasOwnKey ? flags['ssh-public-key'] : generatedKey
    return [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: companionMetadata(job, secretNameOf(job)),
        type: 'Opaque',
        stringData: {
          id_rsa: hasOwnKey ? flags['ssh-private-key'] : generatedKey,
          'id_rsa.pub': publicKey,
          authorized_keys: publicKey,
          config: clientConfigOf(job, flags['ssh-port']),
        },
      },
    ]
  },
})

const secretNameOf = (job: Job): string => `${jobNameOf(job)}-ssh`

/** What the ssh client reads: each host of the job by its short name. A port out of range means 22. */
function clientConfigOf(job: Job, givenPort: number): string {
  const port = givenPort > 0 && givenPort <= 65535 ? givenPort : 22
  const hosts = tasksOf(job).flatMap((task) => hostsOf(job, task))
  const entries = hosts.map(({ name, domain }) => `Host ${name}\n  HostName ${domain}\n  Port ${port}\n`)
  return `StrictHostKeyChecking no\nUserKnownHostsFile /dev/null\n${entries.join('')}`
}
