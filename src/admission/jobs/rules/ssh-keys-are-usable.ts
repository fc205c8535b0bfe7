import { subdomainMistakes } from '../../../kubernetes/names.ts'
import type { Container } from '../../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { tasksOf } from '../../../plugins/hosts.ts'
import { modeOf, rootPath, userOf } from '../../../plugins/ssh/file-modes.ts'
import { type SshFlags, ssh } from '../../../plugins/ssh/ssh.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { Settings } from '../../settings.ts'
import { flagsOf } from '../derived/flags-of.ts'
import type { JobRule } from '../rule.ts'

/** The user of each container can read the keys, and its ssh takes them. Nothing is said of users that only images know. */
export const sshKeysAreUsable: JobRule = {
  id: 'ssh-keys-are-usable',
  nature: 'doubtful',
  about: {
    why: 'OpenSSH looks for keys in the home of its user, and refuses a private key of its own user that others can read: `bad permissions`. With an fsGroup the kubelet lets the group read every file.',
    fix: 'Give `--ssh-key-file-path` the home of the user with `.ssh` behind it, and leave fsGroup out where programs run as root. `--ssh-file-modes=by-user` of the server gives root 0600 everywhere.',
    upstream: [403, 1606],
  },
  reads: [],
  check({ object }, _, settings) {
    const flags = flagsOf<SshFlags>(object, ssh)
    if (flags === undefined) return []
    const path = flags['ssh-key-file-path']
    const users = tasksOf(object).flatMap(({ template }, task) => {
      const { spec } = template ?? {}
      if (spec === undefined) return []
      const at = `spec.tasks[${task}].template.spec`
      return (spec.containers ?? []).flatMap((container, i) =>
        checkContainer(container, spec, { at, path, i, by: settings.sshFileModes }),
      )
    })
    return [...checkSecretName(object, flags['ssh-secret-name']), ...users]
  },
}

type Place = Readonly<{ at: string; path: string; i: number; by: Settings['sshFileModes'] }>

function checkContainer(container: Container, spec: PodSpec, { at, path, i, by }: Place): readonly Finding[] {
  const user = userOf(container, spec)
  if (user === 'unknown') return []
  const { field, value } = sayingUser(container, spec)
  const isOwn = container.securityContext?.[field] === value
  const place = `${isOwn ? `${at}.containers[${i}]` : at}.securityContext.${field}`
  const find = (sentence: string) => [invalid(place, value, sentence)]
  if (user === 'other')
    return path === rootPath
      ? find(
          `the keys of ssh are in ${rootPath}, which is the home of root; give --ssh-key-file-path the home of this user and /.ssh`,
        )
      : []
  if (spec.securityContext?.fsGroup !== undefined)
    return find(
      'ssh of root refuses its keys, as fsGroup lets a group read them; leave fsGroup out, or run as another user',
    )
  if (modeOf(container, spec, path, by) === 0o600) return []
  return find(
    `ssh of root refuses its keys in ${path}, as all can read them (0644); leave them in ${rootPath}, or start the server with --ssh-file-modes=by-user`,
  )
}

/** What says whom a container runs as. */
function sayingUser(
  { securityContext: own }: Container,
  { securityContext: shared }: PodSpec,
): Readonly<{ field: 'runAsUser' | 'runAsNonRoot'; value: number | boolean }> {
  const id = own?.runAsUser ?? shared?.runAsUser
  return id === undefined ? { field: 'runAsNonRoot', value: true } : { field: 'runAsUser', value: id }
}

/** Whether there is such a Secret is not looked at: nobody here may read Secrets. */
function checkSecretName(job: Job, name: string): readonly Finding[] {
  if (name === '' || subdomainMistakes(name).length === 0) return []
  const path = fieldOfFlag(ssh, job.spec?.plugins?.ssh ?? [], 'ssh-secret-name')
  return [
    invalid(
      path,
      name,
      'no Secret can have this name, so the pods would wait for it; names are lower case letters, digits, - and .',
    ),
  ]
}
