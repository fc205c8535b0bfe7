import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNamespace, createObject } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, startServer } from './start-server.ts'

const flags = ['--companions=on', '--webhook-namespace=default', '--shutdown-delay=0s']
const companions = ['configmap/train-svc', 'service/train', 'networkpolicy/train', 'secret/train-ssh']

/** A lease that nobody renews ends after 15 seconds, and is asked for every two; the rest is for a busy machine. */
const longestTakeOverMs = 25_000

const job = (namespace: string, name = 'train', replicas = 1) => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: { name, namespace },
  spec: {
    minAvailable: 1,
    plugins: { svc: [], ssh: [] },
    tasks: [{ name: 'worker', replicas, template: { spec: { containers: [{ name: 'main', image: 'busybox' }] } } }],
  },
})

/** The API server has Events of its own, about Services. */
type Event = Readonly<{ involvedObject: Readonly<{ kind: string }> }>

describeControlPlane('companions', (controlPlane) => {
  let server: RunningServer

  beforeAll(async () => {
    server = await startServer(controlPlane(), flags)
    await waitUntil('the server leads', async () => isLeading(server))
  })
  afterAll(() => server?.stop())

  const get = async (namespace: string, name: string) => {
    const { code, stdout } = await controlPlane().kubectl(['get', name, '-n', namespace, '-o', 'json'])
    return code === 0 ? JSON.parse(stdout) : undefined
  }
  const uidsIn = (namespace: string) =>
    Promise.all(companions.map(async (name) => (await get(namespace, name))?.metadata.uid))
  const allThere = (namespace: string) =>
    waitUntil('all companions are there', async () => (await uidsIn(namespace)).every((uid) => uid !== undefined))
  const createJob = async (namespace: string) =>
    JSON.parse(stdoutOf(await createObject(controlPlane(), job(namespace))))
  /** When the API server made them, in seconds, which is as exactly as it tells. */
  const agesOf = async (namespace: string, since: string) =>
    Promise.all(
      companions.map(async (name) => {
        const { creationTimestamp } = (await get(namespace, name)).metadata
        return (Date.parse(creationTimestamp) - Date.parse(since)) / 1000
      }),
    )

  test('a job has them within two seconds, and owns them', async () => {
    const namespace = await createNamespace(controlPlane())
    const { metadata } = await createJob(namespace)
    await allThere(namespace)
    for (const age of await agesOf(namespace, metadata.creationTimestamp)) expect(age).toBeLessThanOrEqual(2)
    const service = await get(namespace, 'service/train')
    expect(service.metadata.ownerReferences).toEqual([expect.objectContaining({ kind: 'Job', uid: metadata.uid })])
    expect(service.spec).toMatchObject({ clusterIP: 'None', selector: { 'volcano.sh/job-name': 'train' } })
    const secret = await get(namespace, 'secret/train-ssh')
    expect(Object.keys(secret.data).sort()).toEqual(['authorized_keys', 'config', 'id_rsa', 'id_rsa.pub'])
    expect(Buffer.from(secret.data.id_rsa, 'base64').toString()).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/)
    expect(JSON.stringify(server.log())).not.toContain(secret.data.id_rsa.slice(0, 200))
  })

  test('those that are deleted by hand are back within two seconds', async () => {
    const namespace = await createNamespace(controlPlane())
    await createJob(namespace)
    await allThere(namespace)
    const before = await uidsIn(namespace)
    stdoutOf(await controlPlane().kubectl(['delete', ...companions, '-n', namespace, '--wait=false']))
    const deletedAt = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString()
    await waitUntil('all companions are new', async () => {
      const after = await uidsIn(namespace)
      return after.every((uid, index) => uid !== undefined && uid !== before[index])
    })
    for (const age of await agesOf(namespace, deletedAt)) expect(age).toBeLessThanOrEqual(2)
  })

  test('one that is changed by hand is right again, and what others add stays', async () => {
    const namespace = await createNamespace(controlPlane())
    await createJob(namespace)
    await allThere(namespace)
    const data = { VC_WORKER_NUM: '7', mine: 'too' }
    stdoutOf(
      await controlPlane().kubectl([
        ...['patch', 'configmap/train-svc', '-n', namespace],
        ...[
          '--type=merge',
          '-p',
          JSON.stringify({ data, metadata: { labels: { 'app.kubernetes.io/component': null } } }),
        ],
      ]),
    )
    const found = await waitUntil('the number is right', async () => {
      const object = await get(namespace, 'configmap/train-svc')
      return object.data.VC_WORKER_NUM === '1' && object
    })
    expect(found.data.mine).toBe('too')
  })

  test('a foreign Service of the same name survives untouched, and the job has an Event', async () => {
    const namespace = await createNamespace(controlPlane())
    const foreign = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'train', namespace },
      spec: { selector: { app: 'theirs' }, ports: [{ port: 80 }] },
    }
    const before = JSON.parse(stdoutOf(await createObject(controlPlane(), foreign)))
    const { metadata } = await createJob(namespace)
    const events = await waitUntil('the job has an Event', async () => {
      const { items } = await get(namespace, 'events')
      const ofJob = items.filter(({ involvedObject }: Event) => involvedObject.kind === 'Job')
      return ofJob.length > 0 && ofJob
    })
    expect(events).toEqual([
      expect.objectContaining({
        reason: 'CompanionNotOwned',
        type: 'Warning',
        involvedObject: expect.objectContaining({ kind: 'Job', name: 'train', uid: metadata.uid }),
        message: expect.stringContaining('the Service "train" is there already'),
      }),
    ])
    await waitUntil('the others are there', () => get(namespace, 'networkpolicy/train'))
    expect(await get(namespace, 'service/train')).toEqual(before)
  })

  test('when the job grows its lists grow, and its keys stay', async () => {
    const namespace = await createNamespace(controlPlane())
    await createJob(namespace)
    await allThere(namespace)
    const before = await get(namespace, 'secret/train-ssh')
    const patch = [{ op: 'replace', path: '/spec/tasks/0/replicas', value: 3 }]
    stdoutOf(
      await controlPlane().kubectl([
        ...['patch', 'jobs.batch.volcano.sh/train', '-n', namespace, '--type=json', '-p', JSON.stringify(patch)],
      ]),
    )
    const { data } = await waitUntil('the list is longer', async () => {
      const object = await get(namespace, 'configmap/train-svc')
      return object.data.VC_WORKER_NUM === '3' && object
    })
    expect(data['worker.host'].split('\n')).toHaveLength(3)
    const after = await waitUntil('the hosts of ssh are more', async () => {
      const object = await get(namespace, 'secret/train-ssh')
      return Buffer.from(object.data.config, 'base64').toString().includes('train-worker-2') && object
    })
    expect({ ...after.data, config: '' }).toEqual({ ...before.data, config: '' })
  })

  test(
    'a leader that is killed is replaced, and nothing is made twice',
    async () => {
      const namespace = await createNamespace(controlPlane())
      await createJob(namespace)
      await allThere(namespace)
      const before = await uidsIn(namespace)
      const second = await startServer(controlPlane(), flags)
      await server.kill()
      const killedAt = Date.now()
      const next = await createNamespace(controlPlane())
      await createJob(next)
      await waitUntil('the other server leads', async () => isLeading(second), { deadlineMs: longestTakeOverMs })
      await allThere(next)
      expect(Date.now() - killedAt).toBeLessThan(longestTakeOverMs)
      expect(await uidsIn(namespace)).toEqual(before)
      expect(changesBy(second).filter((place) => place.includes(` ${namespace}/`))).toEqual([])
      expect(changesBy(second).filter((place) => place.includes(` ${next}/`))).toHaveLength(companions.length)
      await server.stop()
      server = second
    },
    2 * longestTakeOverMs,
  )
})

const isLeading = (server: RunningServer): boolean =>
  server.log().some(({ msg }) => String(msg).startsWith('this server leads'))

/** The companions that the server has written, such as `Service lab/train`. */
const changesBy = (server: RunningServer): readonly string[] =>
  server.log().flatMap(({ msg, companion }) => (String(msg).startsWith('a companion is') ? [String(companion)] : []))
