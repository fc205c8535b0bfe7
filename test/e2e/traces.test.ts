import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { createObject } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { fullestCrds } from '../control-plane/install-crds.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import { createTemporaryFolder } from '../control-plane/temporary-folder.ts'
import { prepareJobLoad } from './job-load.ts'
import { registerAll, startServer } from './start-server.ts'

type Span = Readonly<{ name: string; traceId: string; parentSpanId: string }>
type Request = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }

/** A collector, and the spans that it was sent. */
async function startCollector() {
  const spans: Span[] = []
  const collector = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as Request
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)))
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  onTestFinished(() => void collector.close())
  return { url: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`, spans }
}

/** Makes the API server record every trace; nobody takes its own spans. */
async function recordTraces({ stopApiServer, startApiServer }: ControlPlane): Promise<void> {
  const { path, remove } = createTemporaryFolder(join(tmpdir(), 'admission-'))
  onTestFinished(remove)
  const file = join(path, 'tracing.json')
  const configuration = { endpoint: '127.0.0.1:1', samplingRatePerMillion: 1_000_000 }
  const type = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'TracingConfiguration' }
  writeFileSync(file, JSON.stringify({ ...type, ...configuration }))
  await stopApiServer()
  await startApiServer([`--tracing-config-file=${file}`])
}

describeControlPlane(
  'traces',
  (controlPlane) => {
    it('of the API server go on in the server, in one trace for both webhooks of a job', async () => {
      await recordTraces(controlPlane())
      const [{ object } = expect.fail()] = await prepareJobLoad(controlPlane())
      const { url, spans } = await startCollector()
      const server = await startServer(controlPlane(), ['--otlp-endpoint', url])
      onTestFinished(server.stop)
      await registerAll(controlPlane(), server)
      const job = { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', ...object, metadata: { name: 'traced' } }
      stdoutOf(await createObject(controlPlane(), job, ['--namespace=default']))
      await server.terminate()

      const ofJobs = spans.filter(({ name }) => name.startsWith('/jobs/'))
      expect(ofJobs.map(({ name }) => name)).toEqual(['/jobs/mutate', '/jobs/validate'])
      expect(new Set(ofJobs.map(({ traceId }) => traceId)).size).toBe(1)
      expect(new Set(ofJobs.map(({ parentSpanId }) => parentSpanId)).size).toBe(2)
    })
  },
  fullestCrds(),
)
