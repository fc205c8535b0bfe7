import { afterAll, beforeAll, expect, it } from 'vitest'
import { podOfTask } from '../../src/admission/jobs/pod-of-task.ts'
import { injectPlugins } from '../../src/admission/pods/inject-plugins.ts'
import { applyPatch } from '../../src/kubernetes/json-patch.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { type RunningServer, registerAll, startServer } from './start-server.ts'

const flags = [
  '--plugin-env-order=prepend',
  '--extra-env',
  '--ssh-file-modes=by-user',
  '--publish-not-ready-addresses',
  '--explicit-zeroes=kept',
]

const manifest = (namespace: string) => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: { name: 'train', namespace },
  spec: {
    maxRetry: 0,
    plugins: { env: [], svc: [], ssh: ['--ssh-key-file-path=/home/mpi/.ssh', '--ssh-secret-name=our-keys'] },
    tasks: [
      {
        name: 'worker',
        replicas: 2,
        maxRetry: 0,
        template: {
          spec: {
            securityContext: { runAsUser: 1000, fsGroup: 2000 },
            containers: [
              { name: 'main', image: 'busybox:1.36', env: [{ name: 'NODE', value: 'node-$(VC_TASK_INDEX)' }] },
            ],
          },
        },
      },
    ],
  },
})

describeControlPlane('what an administrator decides about job plugins', (controlPlane) => {
  let server: RunningServer
  let namespace: string
  let stored: Job

  const apply = async (): Promise<Job> => {
    const input = JSON.stringify(manifest(namespace))
    return JSON.parse(stdoutOf(await controlPlane().kubectl(['apply', '-f', '-', '-o', 'json'], { input })))
  }

  beforeAll(async () => {
    server = await startServer(controlPlane(), flags)
    await registerAll(controlPlane(), server)
    await createQueue(controlPlane(), 'default')
    namespace = await createNamespace(controlPlane())
    stored = await apply()
  })
  afterAll(() => server?.stop())

  it('a job keeps its zeroes, gets the argument of svc, and can be applied again', async () => {
    expect(stored.spec).toMatchObject({
      maxRetry: 0,
      plugins: { svc: ['--publish-not-ready-addresses=true'] },
      tasks: [{ maxRetry: 0, minAvailable: 2 }],
    })
    const again = await apply()
    expect([again.metadata?.generation, again.spec]).toEqual([stored.metadata?.generation, stored.spec])
  })

  it('a pod that the controller of Volcano has equipped is stored with its variables first, and with the keys of the Secret', async () => {
    const bare = podOfTask(stored, stored.spec?.tasks?.[0] ?? {}, 1)
    // Its controller does not know the last argument.
    const known = {
      ...stored,
      spec: { ...stored.spec, plugins: { ...stored.spec?.plugins, ssh: ['--ssh-key-file-path=/home/mpi/.ssh'] } },
    }
    const equipped = applyPatch(bare, injectPlugins(bare, known).patch)
    const created = await createObject(controlPlane(), equipped as Parameters<typeof createObject>[1])
    const { spec = {} }: Pod = JSON.parse(stdoutOf(created))
    const [{ env = [], volumeMounts = [] } = {}] = spec.containers ?? []
    expect(env.map(({ name }) => name)).toEqual([
      'VK_TASK_INDEX',
      'VC_TASK_INDEX',
      'VC_WORKER_HOSTS',
      'VC_WORKER_NUM',
      'VC_JOB_NAME',
      'VC_TASK_NAME',
      'VC_JOB_SIZE',
      'VC_CURRENT_HOST',
      'VC_JOB_RANK',
      'NODE',
    ])
    expect(volumeMounts.filter(({ mountPath }) => mountPath === '/home/mpi/.ssh')).toHaveLength(1)
    expect(spec.volumes?.filter(({ name }) => name === 'train-ssh')).toMatchObject([
      {
        projected: {
          defaultMode: 0o640,
          sources: [{ secret: { name: 'our-keys' } }, { secret: { name: 'train-ssh' } }],
        },
      },
    ])
  })
})
