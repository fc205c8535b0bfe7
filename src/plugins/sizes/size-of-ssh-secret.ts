import { bytesOf } from '../../kubernetes/names.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf, tasksOf } from '../hosts.ts'
import type { PluginOptions } from '../plugin-options.ts'
import { isPort } from '../port.ts'
import { patternsConfig } from '../ssh/client-config.ts'
import type { SshFlags } from '../ssh/ssh.ts'
import { sizeOfHosts } from './size-of-hosts.ts'

/** What of the arguments of ssh its Secret depends on. */
export type SshSecretFlags = Pick<SshFlags, 'ssh-private-key' | 'ssh-public-key' | 'ssh-port' | 'ssh-secret-name'>

/** The values of the Secret of ssh: the keys, and a client configuration with three lines for each host, or for each task. */
export const sizeOfSshSecret = (
  job: Job,
  flags: SshSecretFlags,
  config: PluginOptions['sshClientConfig'] = 'hosts',
): number => sizeOfKeys(flags) + sizeOfConfig(job, flags['ssh-port'], config)

/**
 * The files that are made of keys of RSA with 2048 bits, as Volcano makes them: numbers are written a byte or two shorter
 * now and then, and other kinds of keys are smaller. This is the most.
 */
const generated = { privateKey: 1679, publicKey: 381 } as const

function sizeOfKeys(flags: SshSecretFlags): number {
  if (flags['ssh-secret-name'] !== '') return 0
  if (flags['ssh-private-key'] === '') return generated.privateKey + 2 * generated.publicKey
  return bytesOf(flags['ssh-private-key']) + 2 * bytesOf(flags['ssh-public-key'])
}

const head = 'StrictHostKeyChecking no\nUserKnownHostsFile /dev/null\n'.length
const perHost = 'Host \n  HostName \n  Port \n'.length

function sizeOfConfig(job: Job, givenPort: number, config: PluginOptions['sshClientConfig']): number {
  // Patterns are few, however many hosts there are; a name with a dot has none.
  if (config === 'patterns' && !jobNameOf(job).includes('.')) return bytesOf(patternsConfig(job, givenPort))
  const port = isPort(givenPort) ? String(givenPort).length : 2
  let bytes = head
  for (const task of tasksOf(job)) {
    const { count, names, domains } = sizeOfHosts(job, task)
    bytes += names + domains + count * (perHost + port)
  }
  return bytes
}
