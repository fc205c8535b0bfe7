import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { connectCluster } from '../../src/cluster/connect-cluster.ts'
import { metadataOnly } from '../../src/cluster/metadata-only.ts'
import { resources } from '../../src/cluster/resources.ts'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, registerSome, startServer } from './start-server.ts'

const jobWebhooks = ['/jobs/mutate', '/jobs/validate']
const flags = ['--companions=on', '--webhook-namespace=default', '--shutdown-delay=0s']

const job = (namespace: string, name: string, plugins: object = { svc: [], ssh: [] }) => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: { name, namespace },
  spec: {
    plugins,
    tasks: [{ name: 'worker', replicas: 1, template: { spec: { containers: [{ name: 'main', image: 'busybox' }] } } }],
  },
})

const warning = (what: string, fate: string, name: string): string =>
  `Warning: metadata.name: Invalid value: "${name}": a ${what} is there already and is not this job's: Volcano's controller would ${fate} and delete it with the job, this server leaves it alone; give the job another name`

describeControlPlane('names of companions', (controlPlane) => {
  let server: RunningServer
  let namespace: string

  beforeAll(async () => {
    server = await startServer(controlPlane(), flags)
    await registerSome(controlPlane(), server, jobWebhooks)
    await createQueue(controlPlane(), 'default')
  })
  afterAll(() => server?.stop())

  const put = async (kind: string, name: string, content: object) => {
    const apiVersion = kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : 'v1'
    stdoutOf(await createObject(controlPlane(), { apiVersion, kind, metadata: { name, namespace }, ...content }))
  }
  /** The warnings about a job, which is not stored. */
  const ask = async (name: string, plugins?: object): Promise<readonly string[]> => {
    const { stderr } = await createObject(controlPlane(), job(namespace, name, plugins), ['--dry-run=server'])
    return stderr.split('\n').filter((line) => line.startsWith('Warning'))
  }
  const waitForWarnings = (name: string, count: number) =>
    waitUntil(`there are ${count} warnings about ${name}`, async () => (await ask(name)).length === count)
  const isLeading = () => server.log().some(({ msg }) => String(msg).startsWith('this server leads'))

  test('kubectl warns of a Service of somebody else, until it is gone', async () => {
    namespace = await createNamespace(controlPlane())
    await put('Service', 'db', { spec: { ports: [{ port: 5432 }] } })
    await waitForWarnings('db', 1)
    const { code, stderr } = await createObject(controlPlane(), job(namespace, 'db'))
    expect([code, stderr]).toEqual([0, `${warning('Service "db"', "take it for the job's", 'db')}\n`])
    expect(await ask('database')).toEqual([])
    for (const name of ['jobs.batch.volcano.sh/db', 'service/db'])
      stdoutOf(await controlPlane().kubectl(['delete', name, '-n', namespace]))
    await waitForWarnings('db', 0)
  })

  test('kubectl warns of everything that has the name of a companion', async () => {
    namespace = await createNamespace(controlPlane())
    await put('Service', 'cache-head-svc', { spec: { ports: [{ port: 80 }] } })
    await put('ConfigMap', 'cache-svc', {})
    await put('NetworkPolicy', 'cache', { spec: { podSelector: {} } })
    await put('Secret', 'cache-ssh', {})
    await waitForWarnings('cache', 3)
    expect(await ask('cache', { ray: [], ssh: [] })).toEqual(
      expect.arrayContaining([
        warning('Service "cache-head-svc"', "take it for the job's", 'cache'),
        warning('ConfigMap "cache-svc"', 'overwrite it', 'cache'),
        warning('NetworkPolicy "cache"', "take it for the job's", 'cache'),
        warning('Secret "cache-ssh"', 'overwrite it', 'cache'),
      ]),
    )
  })

  test('a job that is made again is not warned of what the one before it left', async () => {
    namespace = await createNamespace(controlPlane())
    await waitUntil('the server leads', async () => isLeading())
    stdoutOf(await createObject(controlPlane(), job(namespace, 'train')))
    const left = ['service/train', 'configmap/train-svc', 'networkpolicy/train', 'secret/train-ssh']
    const has = async (name: string) => (await controlPlane().kubectl(['get', name, '-n', namespace])).code === 0
    for (const name of left) await waitUntil(`there is ${name}`, () => has(name))
    // Nothing collects garbage here.
    stdoutOf(await controlPlane().kubectl(['delete', 'jobs.batch.volcano.sh/train', '-n', namespace]))
    for (const name of left) expect(await has(name)).toBe(true)
    // What is made later is seen later.
    await put('Service', 'last', { spec: { ports: [{ port: 80 }] } })
    await put('Secret', 'last-ssh', {})
    await put('ConfigMap', 'last-svc', {})
    await put('NetworkPolicy', 'last', { spec: { podSelector: {} } })
    await waitForWarnings('last', 4)
    const { code, stderr } = await createObject(controlPlane(), job(namespace, 'train'))
    expect([code, stderr]).toEqual([0, ''])
  })

  it('of a Secret the API server sends nothing but metadata', async () => {
    namespace = await createNamespace(controlPlane())
    await put('Secret', 'vault-ssh', { stringData: { key: 'nobody-reads-this' } })
    const held = Buffer.from('nobody-reads-this').toString('base64')
    const connection = { kubeconfig: controlPlane().kubeconfigPath, requestsPerSecond: 0, burst: 1 }
    const client = await connectCluster(connection)
    const { signal } = new AbortController()
    const { path } = resources.secrets
    const listed = async (through: typeof client) => JSON.stringify((await through.send({ path, signal })).value)
    const watched = async (through: typeof client) => {
      const { value } = await through.open({ path: `${path}?watch=true&timeoutSeconds=1`, signal })
      return value === undefined ? '' : text(value)
    }
    expect([await listed(client), await watched(client)]).toEqual([
      expect.stringContaining(held),
      expect.stringContaining(held),
    ])
    const shown = [await listed(metadataOnly(client)), await watched(metadataOnly(client))]
    client.close()
    expect(shown).toEqual([expect.stringContaining('vault-ssh'), expect.stringContaining('vault-ssh')])
    expect(shown.join()).not.toContain(held)
  })

  test('a server that makes no companions asks for none of these, and misses nothing', async () => {
    namespace = await createNamespace(controlPlane())
    await put('Service', 'quiet', { spec: { ports: [{ port: 80 }] } })
    await waitForWarnings('quiet', 1)
    await server.stop()
    server = await startServer(controlPlane(), ['--shutdown-delay=0s'])
    await registerSome(controlPlane(), server, jobWebhooks)
    await waitForWarnings('quiet', 0)
    const reviews = await waitUntil('the review is in the log', async () => {
      const logged = server.log().filter(({ webhook }) => webhook === '/jobs/validate')
      return logged.length > 0 && logged
    })
    expect(reviews.filter(({ skipped }) => skipped !== undefined)).toEqual([])
    expect(JSON.stringify(server.log())).not.toContain('secrets')
  })
})
