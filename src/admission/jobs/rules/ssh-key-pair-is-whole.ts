import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { publicHalf } from '../../../plugins/ssh/public-half.ts'
import { ssh } from '../../../plugins/ssh/ssh.ts'
import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'
import { sshFlagsOf } from '../ssh-flags-of.ts'

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
    const found = sshFlagsOf(object)
    if (found === undefined || found.args.length === 0) return []
    const { args, flags } = found
    const [secret, own, open] = [flags['ssh-secret-name'], flags['ssh-private-key'], flags['ssh-public-key']]
    const at = (flag: string, sentence: string) => [invalid(fieldOfFlag(ssh, args, flag), `--${flag}`, sentence)]
    if (secret !== '' && own + open !== '')
      return at(
        own === '' ? 'ssh-public-key' : 'ssh-private-key',
        'the keys of --ssh-secret-name are used instead; leave this out',
      )
    if (own === '')
      return open === ''
        ? []
        : at('ssh-public-key', 'without --ssh-private-key a pair is generated, and this key is not used; give both')
    if (open.trim() === '')
      return at('ssh-private-key', 'without --ssh-public-key no pod lets this key in; give the public half, too')
    const half = publicHalf(own)
    if (half === undefined || open.split(/\s+/).includes(half)) return []
    return at(
      'ssh-public-key',
      'this is not the public half of --ssh-private-key, so no login between pods works; give that one',
    )
  },
}
