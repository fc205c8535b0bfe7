import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { podOfTask } from '../../src/admission/jobs/pod-of-task.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { type RunningServer, registerAll, startServer } from './start-server.ts'

describeControlPlane('pods', (controlPlane) => {
  let server: RunningServer
  let namespace: string
  const jobs = new Map<string, Job>()

  beforeAll(async () => {
    server = await startServer(controlPlane())
    await registerAll(controlPlane(), server)
    await createQueue(controlPlane(), 'default')
    namespace = await createNamespace(controlPlane())
    for (const file of ['tensorflow', 'mpi', 'pytorch', 'ray', 'hcclrank']) {
      const job = parse(readFileSync(`examples/${file}.yaml`, 'utf8'))
      const created = await createObject(controlPlane(), { ...job, metadata: { ...job.metadata, namespace } })
      jobs.set(file, JSON.parse(stdoutOf(created)))
    }
  })
  afterAll(() => server?.stop())

  /** The pod as the job's controller makes it. */
  const podOf = (job: string, task: number, index: number): Pod => {
    const of = jobs.get(job) ?? {}
    return podOfTask(of, of.spec?.tasks?.[task] ?? {}, index)
  }
  const create = async (pod: Pod): Promise<Pod> =>
    JSON.parse(stdoutOf(await createObject(controlPlane(), pod as Parameters<typeof createObject>[1])))

  const fromHosts = (name: string, key: string) => ({ name: key, valueFrom: { configMapKeyRef: { name, key } } })

  it('a TensorFlow worker is stored with names, variables and host files, in containers and init containers', async () => {
    const { spec } = await create(podOf('tensorflow', 1, 1))
    const env = [
      { name: 'VK_TASK_INDEX', value: '1' },
      { name: 'VC_TASK_INDEX', value: '1' },
      ...['VC_PS_HOSTS', 'VC_PS_NUM', 'VC_WORKER_HOSTS', 'VC_WORKER_NUM'].map((key) =>
        fromHosts('tensorflow-dist-mnist-svc', key),
      ),
    ]
    const volumeMounts = [{ name: 'tensorflow-dist-mnist-svc', mountPath: '/etc/volcano' }]
    expect(spec).toMatchObject({
      hostname: 'tensorflow-dist-mnist-worker-1',
      subdomain: 'tensorflow-dist-mnist',
      containers: [{ env, volumeMounts }],
      initContainers: [{ env, volumeMounts }],
      volumes: [{ name: 'tensorflow-dist-mnist-svc', configMap: { name: 'tensorflow-dist-mnist-svc' } }],
    })
  })

  it('the MPI master is stored with its keys', async () => {
    const { spec } = await create(podOf('mpi', 0, 0))
    expect(spec).toMatchObject({
      hostname: 'lm-mpi-job-mpimaster-0',
      containers: [{ volumeMounts: [{ name: 'lm-mpi-job-ssh', mountPath: '/root/.ssh', subPath: '.ssh' }, {}] }],
      volumes: [{ name: 'lm-mpi-job-ssh', secret: { secretName: 'lm-mpi-job-ssh', defaultMode: 0o600 } }, {}],
    })
  })

  it('a PyTorch worker is stored with its rank, and waits for the master, which it finds by name', async () => {
    const { spec } = await create(podOf('pytorch', 1, 1))
    expect(spec).toMatchObject({
      hostname: 'pytorch-mnist-worker-1',
      containers: [
        {
          ports: [{ name: 'pytorchjob-port', containerPort: 23456, protocol: 'TCP' }],
          env: expect.arrayContaining([
            { name: 'MASTER_ADDR', value: 'pytorch-mnist-master-0.pytorch-mnist' },
            { name: 'MASTER_PORT', value: '23456' },
            { name: 'WORLD_SIZE', value: '3' },
            { name: 'RANK', value: '2' },
          ]),
        },
      ],
      initContainers: [
        { name: 'wait-for-master', volumeMounts: [{ name: 'pytorch-mnist-svc', mountPath: '/etc/volcano' }] },
      ],
    })
  })

  it('head and workers of Ray are stored with the commands that start it', async () => {
    const head = await create(podOf('ray', 0, 0))
    const worker = await create(podOf('ray', 1, 0))
    expect(head.spec?.containers?.[0]).toMatchObject({
      command: ['sh', '-c', expect.stringContaining('ray start --head --block')],
      ports: ['gcs', 'dashboard', 'client-server'].map((name) => ({ name })),
    })
    expect(worker.spec?.containers?.[0]?.command).toEqual([
      'sh',
      '-c',
      'ray start --block --address=ray-cluster-head-0.ray-cluster:6379',
    ])
  })

  it('pods on Ascend cards are stored with the rank that is theirs alone', async () => {
    const pods = [podOf('hcclrank', 0, 0), podOf('hcclrank', 1, 0), podOf('hcclrank', 1, 2)]
    const stored = await Promise.all(pods.map(create))
    expect(stored.map(({ metadata }) => metadata?.annotations?.['hccl/rankIndex'])).toEqual(['0', '1', '3'])
  })

  it('pods without a name yet get their host name from their labels', async () => {
    const pod = podOf('tensorflow', 1, 0)
    const { name: _, ...metadata } = pod.metadata ?? {}
    const { metadata: stored, spec } = await create({ ...pod, metadata: { ...metadata, generateName: 'any-' } })
    expect([stored?.name, spec?.hostname]).toEqual([
      expect.stringMatching(/^any-.{5}$/),
      'tensorflow-dist-mnist-worker-0',
    ])
  })

  it('a pod that is equipped already is stored as it is', async () => {
    const equipped = await create(podOf('mpi', 1, 0))
    const copy = { ...equipped, metadata: { ...podOf('mpi', 1, 1).metadata, name: 'copy' } }
    const { nodeName: _, ...spec } = equipped.spec ?? {}
    const again = await create({ ...copy, spec })
    expect(again.spec).toEqual(equipped.spec)
  })

  it('a pod of a job that is not there is stored, with a warning for its maker', async () => {
    const pod = podOf('mpi', 0, 0)
    const labels = { ...pod.metadata?.labels, 'volcano.sh/job-name': 'gone' }
    const orphan = { ...pod, metadata: { name: 'orphan', namespace, labels } }
    const { code, stderr } = await createObject(controlPlane(), orphan as Parameters<typeof createObject>[1])
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('no job of this name in namespace'),
    })
  })

  describe('while the server is away', () => {
    it('pods that are none of its business are created', async () => {
      await server.terminate()
      const plain = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'plain', namespace },
        spec: { containers: [{ name: 'c', image: 'i' }] },
      }
      const { code } = await createObject(controlPlane(), plain)
      const { stderr } = await createObject(controlPlane(), podOf('mpi', 1, 2) as Parameters<typeof createObject>[1])
      await server.restart()
      expect([code, stderr]).toEqual([0, expect.stringContaining('failed calling webhook "mutatepod.volcano.sh"')])
    })
  })
})
