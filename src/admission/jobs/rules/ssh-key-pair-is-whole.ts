import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { publicHalf } from '../../../plugins/ssh/public-half.ts'
import { type SshFlags, ssh } from '../../../plugins/ssh/ssh.ts'
import { invalid } from '../../finding.ts'
import { flagsOf } from '../derived/flags-of.ts'
import type { JobRule } from '../rule.ts'

/** Keys of the user come in pairs whose halves belong together, and from one place. No key is shown. */
export const sshKeyPairIsWhole: JobRule = {
  id: 'ssh-key-pair-is-whole',
  nature: 'doubtful',
  about: {
    why: 'Pods let in whoever holds the private half of their public key. Without it, or with another, no login between pods works; a public key alone counts for nothing.',
    fix: 'Give both halves of one pair, `--ssh-private-key` and `--ssh-public-key`, or a Secret with both, or neither.',
  },
  reads: [],
  check({ object }) {
    const flags = flagsOf<SshFlags>(object, ssh)
    const args = object.spec?.plugins?.ssh ?? []
    if (flags === undefined || args.length === 0) return []
    const [flag, sentence] = findFlaw(flags) ?? []
    return flag === undefined || sentence === undefined
      ? []
      : [invalid(fieldOfFlag(ssh, args, flag), `--${flag}`, sentence)]
  },
}

type Flaw = readonly [flag: 'ssh-private-key' | 'ssh-public-key', sentence: string]

function findFlaw(flags: SshFlags): Flaw | undefined {
  const [own, open] = [flags['ssh-private-key'], flags['ssh-public-key'].trim()]
  if (own + open === '') return undefined
  if (flags['ssh-secret-name'] !== '')
    return [
      own === '' ? 'ssh-public-key' : 'ssh-private-key',
      'the keys of --ssh-secret-name are used instead; leave this out',
    ]
  if (own === '')
    return ['ssh-public-key', 'without --ssh-private-key a pair is generated, and this key is not used; give both']
  if (open === '')
    return ['ssh-private-key', 'without --ssh-public-key no pod lets this key in; give the public half, too']
  const half = publicHalf(own)
  if (half === undefined || open.split(/\s+/).includes(half)) return undefined
  return [
    'ssh-public-key',
    'this is not the public half of --ssh-private-key, so no login between pods works; give that one',
  ]
}
