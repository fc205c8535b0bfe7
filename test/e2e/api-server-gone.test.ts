import { afterAll, beforeAll, expect, it } from 'vitest'
import { createNamespace, createObject, createQueue, patchStatus } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { fullestCrds } from '../control-plane/install-crds.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { ask } from './ask.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import { type RunningServer, startServer } from './start-server.ts'

/** So that watches are those of etcd: the API server's own memory reaches back beyond what etcd has forgotten. */
const uncached = ['--watch-cache=false']
const cuts = 3
const awaySeconds = 60

const template = { spec: { containers: [{ name: 'main', image: 'busybox' }] } }
const jobIn = (queue: string, name: string, namespace: string) => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: { name, namespace },
  spec: { schedulerName: 'volcano', queue, minAvailable: 1, tasks: [{ name: 'main', replicas: 1, template }] },
})

describeControlPlane(
  'API server gone',
  (controlPlane) => {
    let link: Balancer
    let server: RunningServer
    let namespace: string
    let rounds = 0
    /** What is to be said to a job in each of these queues. */
    const truth = new Map<string, number | undefined>()

    const apiServerPort = () => Number(new URL(controlPlane().url).port)
    const kubectl = async (...args: string[]) => stdoutOf(await controlPlane().kubectl(args))

    /** The code of the refusal, or 0, of a job in the queue, sent as the API server would. */
    const judge = async (queue: string): Promise<number | undefined> => {
      const request = {
        uid: 'any',
        kind: { group: 'batch.volcano.sh', version: 'v1alpha1', kind: 'Job' },
        resource: { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'jobs' },
        ...{ name: 'any', namespace, operation: 'CREATE', userInfo: {}, object: jobIn(queue, 'any', namespace) },
      }
      const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request }
      const answer = await ask(`${server.url}/jobs/validate`, review)
      if (answer?.code !== 200) return answer?.code
      const { response } = JSON.parse(answer.text)
      return response.allowed ? 0 : response.status.code
    }
    const judgeAll = async () =>
      new Map(await Promise.all([...truth.keys()].map(async (queue) => [queue, await judge(queue)] as const)))

    /** By resource, or by whatever label the metric has. */
    const readMetric = async (name: string): Promise<ReadonlyMap<string, number>> => {
      const { text = '' } = (await ask(`${server.healthUrl}/metrics`)) ?? {}
      const lines = text.matchAll(new RegExp(`^volcano_admission_${name}\\{\\w+="([^"]+)"\\} (.+)$`, 'gm'))
      return new Map([...lines].map(([, label = '', value]) => [label, Number(value)]))
    }
    const count = async (resource: string): Promise<number> =>
      (await kubectl('get', resource, '--all-namespaces', '-o', 'name')).split('\n').length - 1

    /** A queue comes, one is closed, one goes, and a job comes. */
    const change = async () => {
      rounds += 1
      const [fresh, closing, doomed] = ['fresh', 'closing', 'doomed'].map((name) => `${name}-${rounds}`) as [
        string,
        string,
        string,
      ]
      await Promise.all([
        createQueue(controlPlane(), fresh),
        patchStatus(controlPlane(), ['queues.scheduling.volcano.sh', closing], { state: 'Closed' }),
        kubectl('delete', 'queues.scheduling.volcano.sh', doomed),
        createObject(controlPlane(), jobIn('steady', `job-${rounds}`, namespace)).then(stdoutOf),
      ])
      truth.set(fresh, 0).set(closing, 422).set(doomed, 422)
    }
    /** As many objects in the cache as in the cluster, of every kind, and each queue as it is. */
    const converge = async (deadlineMs: number) => {
      const cached = await readMetric('cache_objects')
      const wanted = new Map(
        await Promise.all([...cached.keys()].map(async (resource) => [resource, await count(resource)] as const)),
      )
      expect([...wanted.keys()]).toEqual(
        expect.arrayContaining(['jobs.batch.volcano.sh', 'queues.scheduling.volcano.sh']),
      )
      await waitUntil(
        'there are as many objects in the cache as in the cluster',
        async () => isSame(await readMetric('cache_objects'), wanted),
        { deadlineMs },
      )
      await waitUntil('the cache is right', async () => isSame(await judgeAll(), truth), { deadlineMs })
    }

    beforeAll(async () => {
      await controlPlane().stopApiServer()
      await controlPlane().startApiServer(uncached)
      namespace = await createNamespace(controlPlane())
      const numbers = Array.from({ length: cuts + 3 }, (_, index) => index + 1)
      const names = ['steady', ...numbers.flatMap((number) => [`closing-${number}`, `doomed-${number}`])]
      for (const name of names) {
        await createQueue(controlPlane(), name)
        truth.set(name, 0)
      }
      link = await startBalancer()
      link.sendTo(apiServerPort())
      server = await startServer(controlPlane(), ['--master', `https://127.0.0.1:${link.port}`])
    })
    afterAll(async () => {
      await server?.stop()
      await link?.close()
    })

    it(`the cache is right again after ${cuts} cuts through its watches at random`, async () => {
      await converge(30_000)
      for (let cut = 0; cut < cuts; cut += 1) {
        const changing = change()
        link.cut(() => Math.random() < 0.5)
        await changing
        await converge(30_000)
      }
      const restarts = [...(await readMetric('cache_restarts')).values()]
      expect(restarts.reduce((one, other) => one + other)).toBeGreaterThan(0)
    })

    it('the cache is right again after etcd has forgotten where its watches were', async () => {
      link.sendTo()
      link.cut()
      await change()
      await controlPlane().compact()
      link.sendTo(apiServerPort())
      await converge(30_000)
      expect(server.log().filter(({ status }) => status === 410)).not.toEqual([])
    })

    it(`jobs are judged by the cache while the API server is away for ${awaySeconds} s, and it is right again then`, async () => {
      await controlPlane().stopApiServer()
      const answers: unknown[] = []
      await waitUntil(
        'the API server has been away for long enough',
        async () => {
          const probes = await Promise.all(['livez', 'readyz'].map((path) => ask(`${server.healthUrl}/${path}`)))
          answers.push([...probes.map((probe) => probe?.code), await judge('steady'), await judge('closing-1')])
          return Math.min(...(await readMetric('cache_age_seconds')).values()) > awaySeconds
        },
        { deadlineMs: 2 * awaySeconds * 1_000, everyMs: 2_000 },
      )
      expect(new Set(answers.map(String))).toEqual(new Set(['200,200,0,422']))
      expect(answers.length).toBeGreaterThan(5)
      expect(await judge('unheard-of')).toBe(503)

      link.sendTo()
      await controlPlane().startApiServer(uncached)
      await change()
      link.sendTo(apiServerPort())
      await converge(60_000)
      await change()
      await converge(60_000)
    }, 240_000)
  },
  fullestCrds(),
)

const isSame = <Value>(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>): boolean =>
  one.size === other.size && [...one].every(([key, value]) => other.get(key) === value)
