import { bytesOf } from '../../kubernetes/names.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { tasksOf } from '../hosts.ts'
import { sizeOfHosts } from './size-of-hosts.ts'

/** What of the arguments of ssh its Secret depends on. */
export type SshSecretFlags = Readonly<{ 'ssh-private-key': string; 'ssh-public-key': string; 'ssh-port': number }>

/** The values of the Secret of ssh: the keys, and a client configuration with three lines for each host. */
export const sizeOfSshSecret = (job: Job, flags: SshSecretFlags): number => sizeOfKeys(flags) + sizeOfConfig(job, flags)

/**
 * The files that are made of keys of RSA with 2048 bits, as Volcano makes them: numbers are written a byte or two shorter
 * now and then, and other kinds of keys are smaller. This is the most.
 */
const generated = { privateKey: 1679, publicKey: 381 } as const

const sizeOfKeys = (flags: SshSecretFlags): number =>
  flags['ssh-private-key'] === ''
    ? generated.privateKey + 2 * generated.publicKey
    : bytesOf(flags['ssh-private-key']) + 2 * bytesOf(flags['ssh-public-key'])

const head = 'StrictHostKeyChecking no\nUserKnownHostsFile /dev/null\n'.length
const perHost = 'Host \n  HostName \n  Port \n'.length

function sizeOfConfig(job: Job, { 'ssh-port': givenPort }: SshSecretFlags): number {
  const port = givenPort > 0 && givenPort <= 65535 ? String(givenPort).length : 2
  let bytes = head
  for (const task of tasksOf(job)) {
    const { count, names, domains } = sizeOfHosts(job, task)
    bytes += names + domains + count * (perHost + port)
  }
  return bytes
}
