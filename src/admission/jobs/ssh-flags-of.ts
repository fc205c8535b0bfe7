import { parseGoFlags } from '../../kubernetes/go-flags.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { type SshFlags, ssh, sshFlags } from '../../plugins/ssh/ssh.ts'

/** The arguments of the plugin ssh, as they are read; undefined for a job that does not switch it on. */
export function sshFlagsOf({ spec = {} }: Job): Readonly<{ args: readonly string[]; flags: SshFlags }> | undefined {
  const plugins = spec.plugins ?? {}
  if (!Object.hasOwn(plugins, ssh.name)) return undefined
  const args = plugins[ssh.name] ?? []
  return { args, flags: args.length === 0 ? defaults : parseGoFlags(sshFlags, args).values }
}

const defaults = parseGoFlags(sshFlags, []).values
