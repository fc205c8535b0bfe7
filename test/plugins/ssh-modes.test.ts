import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Container } from '../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../src/kubernetes/shapes/pod.ts'
import type { PodSecurityContext, SecurityContext } from '../../src/kubernetes/shapes/security-context.ts'
import type { PluginOptions } from '../../src/plugins/plugin-options.ts'
import { aJob, aPod, aTask } from '../builders.ts'
import { inject } from './inject.ts'

const isThere = (program: string) => spawnSync(program, ['-V'], { stdio: 'ignore' }).error === undefined
const lacks = [
  ...['ssh', 'ssh-keygen', 'setpriv'].filter((program) => !isThere(program)),
  ...(process.getuid?.() === 0 ? [] : ['the rights of root']),
]
const canRun = lacks.length === 0 || process.env.CI !== undefined
if (!canRun) console.warn(`keys are not shown to OpenSSH here: what is missing is ${lacks.join(', ')}`)

const path = '/home/mpi/.ssh'
const jobWith = (args: string[]) => aJob({ plugins: { ssh: args }, tasks: [aTask('worker')] })

/** The mode of the files that a container mounts, after injection. */
function modeIn(spec: PodSpec | undefined, name: string): number | undefined {
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]
  const mounted = containers.find((container) => container.name === name)?.volumeMounts?.[0]?.name
  const volume = spec?.volumes?.find((each) => each.name === mounted)
  return volume?.secret?.defaultMode ?? volume?.projected?.defaultMode
}

type Case = Readonly<{
  own?: SecurityContext
  shared?: PodSecurityContext
  args?: string[]
  by?: PluginOptions['sshFileModes']
}>

const modeFor = ({ own, shared, args = [], by = 'upstream' }: Case): number | undefined => {
  const container: Container = { name: 'main', image: 'busybox', ...(own && { securityContext: own }) }
  const pod = aPod('train', 'worker', 0, { containers: [container], ...(shared && { securityContext: shared }) })
  return modeIn(inject(pod, jobWith(args), { sshFileModes: by }).pod.spec, 'main')
}

const away = [`--ssh-key-file-path=${path}`]

describe('the mode of keys', () => {
  it.each<[string, Case, number]>([
    ['is as in Volcano for whom the image says', {}, 0o600],
    ['is as in Volcano for whom the image says, elsewhere', { args: away }, 0o644],
    ['is as in Volcano for root', { shared: { runAsUser: 0 } }, 0o600],
    ['is as in Volcano for root, elsewhere', { own: { runAsUser: 0 }, args: away }, 0o644],
    ['lets another user read', { shared: { runAsUser: 1000 } }, 0o644],
    ['lets read who is known not to be root', { own: { runAsNonRoot: true } }, 0o644],
    ['is as in Volcano where the kubelet lets the group read', { shared: { runAsUser: 1000, fsGroup: 2000 } }, 0o600],
    ['is by the container before the pod', { own: { runAsUser: 0 }, shared: { runAsUser: 1000 } }, 0o600],
    ['is by the id before runAsNonRoot', { own: { runAsUser: 0 }, shared: { runAsNonRoot: true } }, 0o600],
    ['by user: 0600 for root, elsewhere, too', { own: { runAsUser: 0 }, args: away, by: 'by-user' }, 0o600],
    ['by user: 0640 with a group', { shared: { runAsUser: 7, fsGroup: 0 }, args: away, by: 'by-user' }, 0o640],
    ['by user: 0644 without', { shared: { runAsUser: 7 }, by: 'by-user' }, 0o644],
    ['by user: as in Volcano for whom the image says', { args: away, by: 'by-user' }, 0o644],
  ])('%s', (_, given, want) => {
    expect(modeFor(given)?.toString(8)).toBe(want.toString(8))
  })

  const mixed: PodSpec = {
    containers: [
      { name: 'root', image: 'i', securityContext: { runAsUser: 0 } },
      { name: 'user', image: 'i', securityContext: { runAsUser: 1000 } },
    ],
    initContainers: [{ name: 'image', image: 'i' }],
  }
  const modesIn = (spec: PodSpec | undefined) => ['root', 'user', 'image'].map((name) => modeIn(spec, name))

  it('is that of each container, in a volume of its own', () => {
    const { pod } = inject(aPod('train', 'worker', 0, mixed), jobWith([]))
    expect(modesIn(pod.spec)).toEqual([0o600, 0o644, 0o600])
    expect(pod.spec?.volumes?.map(({ name }) => name)).toEqual(['train-ssh', 'volcano-ssh-0644'])
  })

  it('is put right in a pod that the controller has equipped', () => {
    const items = ['id_rsa', 'id_rsa.pub', 'authorized_keys', 'config'].map((key) => ({ key, path: `.ssh/${key}` }))
    const mount = { name: 'train-ssh', mountPath: '/root/.ssh', subPath: '.ssh' }
    const equipped = aPod('train', 'worker', 0, {
      containers: mixed.containers?.map((each) => ({ ...each, volumeMounts: [mount] })) ?? [],
      initContainers: mixed.initContainers?.map((each) => ({ ...each, volumeMounts: [mount] })) ?? [],
      volumes: [{ name: 'train-ssh', secret: { secretName: 'train-ssh', items, defaultMode: 0o600 } }],
    })
    const { pod, sentences } = inject(equipped, jobWith([]))
    expect([modesIn(pod.spec), sentences]).toEqual([[0o600, 0o644, 0o600], []])
    expect(inject(pod, jobWith([])).pod).toEqual(pod)
  })
})

describe('keys of a Secret of the user', () => {
  const args = ['--ssh-secret-name=our-keys']

  it('stand beside the client configuration of the job', () => {
    const { pod } = inject(aPod('train', 'worker', 0), jobWith(args))
    expect(pod.spec?.volumes).toEqual([
      {
        name: 'train-ssh',
        projected: {
          defaultMode: 0o600,
          sources: [
            {
              secret: {
                name: 'our-keys',
                items: [
                  { key: 'id_rsa', path: '.ssh/id_rsa' },
                  { key: 'id_rsa.pub', path: '.ssh/id_rsa.pub' },
                  { key: 'authorized_keys', path: '.ssh/authorized_keys' },
                ],
              },
            },
            { secret: { name: 'train-ssh', items: [{ key: 'config', path: '.ssh/config' }] } },
          ],
        },
      },
    ])
  })

  it('take the place of those that the controller has mounted', () => {
    const equipped = inject(aPod('train', 'worker', 0), jobWith([])).pod
    const { pod, sentences } = inject(equipped, jobWith(args))
    expect([pod.spec?.volumes, sentences]).toEqual([
      inject(aPod('train', 'worker', 0), jobWith(args)).pod.spec?.volumes,
      [],
    ])
  })

  it('do not take the place of a volume of the user', () => {
    const volumes = [{ name: 'train-ssh', emptyDir: {} }]
    const { pod, sentences } = inject(aPod('train', 'worker', 0, { volumes }), jobWith(args))
    expect(pod.spec?.volumes).toEqual(volumes)
    expect(sentences).toEqual(["spec.volumes[0].name: this name is the pod's own: the job plugin leaves it"])
  })
})

/** As OpenSSH judges them. Files are those that the kubelet makes: root's, and with fsGroup the group's, which may read. */
describe.runIf(canRun)('OpenSSH', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ssh-modes-'))
    chmodSync(folder, 0o755)
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, 'made')])
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Whether the user of a container can use the key, and what ssh says. */
  function useKey(mode: number, user: number, group: number | undefined): Readonly<{ works: boolean; said: string }> {
    const ssh = mkdtempSync(join(folder, 'pod-'))
    chmodSync(ssh, 0o755)
    mkdirSync(join(ssh, '.ssh'))
    const file = join(ssh, '.ssh', 'id_rsa')
    writeFileSync(file, execFileSync('cat', [join(folder, 'made')]))
    chownSync(file, 0, group ?? 0)
    chmodSync(file, group === undefined ? mode : mode | 0o440)
    const groups = group === undefined ? ['--clear-groups'] : [`--groups=${group}`]
    const { status, stderr } = spawnSync(
      'setpriv',
      [`--reuid=${user}`, `--regid=${user}`, ...groups, 'ssh-keygen', '-y', '-P', '', '-f', file],
      { encoding: 'utf8' },
    )
    return { works: status === 0, said: stderr }
  }

  it.each<[string, Case & { user: number }, boolean, RegExp]>([
    ['root', { user: 0 }, true, /^$/],
    ['root, elsewhere, with the modes of Volcano', { user: 0, args: away }, false, /UNPROTECTED PRIVATE KEY FILE/],
    ['root, elsewhere, by user', { user: 0, args: away, by: 'by-user' }, true, /^$/],
    ['root with a group', { user: 0, shared: { fsGroup: 2000 } }, false, /UNPROTECTED PRIVATE KEY FILE/],
    ['another user', { user: 1000 }, true, /^$/],
    ['another user, elsewhere', { user: 1000, args: away }, true, /^$/],
    ['another user, by user', { user: 1000, by: 'by-user' }, true, /^$/],
    ['another user with a group', { user: 1000, shared: { fsGroup: 2000 } }, true, /^$/],
    ['another user with a group, by user', { user: 1000, shared: { fsGroup: 2000 }, by: 'by-user' }, true, /^$/],
  ])('lets %s use the key, or says why not', (_, given, works, said) => {
    const mode = modeFor({ ...given, own: { runAsUser: given.user } })
    const answer = useKey(mode ?? 0, given.user, given.shared?.fsGroup)
    expect(answer).toEqual({ works, said: expect.stringMatching(said) })
  })

  it('would not let another user read what Volcano mounts', () => {
    expect(useKey(0o600, 1000, undefined)).toEqual({ works: false, said: expect.stringMatching(/Permission denied/) })
  })
})
