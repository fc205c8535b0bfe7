import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments, stringify } from 'yaml'
import { webhooks } from '../../src/admission/webhooks.ts'
import { createNamespace, createQueue, patchStatus } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { type RunningServer, registerAll, startServer } from './start-server.ts'

type Manifest = Readonly<{ title: string; kind: string; name: string; text: string }>

/** Every document of every example that is admitted. Queues come first, as the others name them. */
const manifests: readonly Manifest[] = ['examples', 'examples/warned']
  .flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.yaml'))
  .sort((a, b) => Number(b.endsWith('/queues.yaml')) - Number(a.endsWith('/queues.yaml')))
  .flatMap((file) =>
    parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
      const { kind, metadata } = document.toJS()
      return { title: `${file}: ${kind} ${metadata.name}`, kind, name: metadata.name, text: document.toString() }
    }),
  )

describeControlPlane('a manifest is applied twice', (controlPlane) => {
  let server: RunningServer
  /** One for each way to apply. */
  let namespaces: readonly [string, string]

  beforeAll(async () => {
    server = await startServer(controlPlane(), ['--enabled-admission', webhooks.map(({ path }) => path).join()])
    await registerAll(controlPlane(), server)
    namespaces = [await createNamespace(controlPlane()), await createNamespace(controlPlane())]
    await createQueue(controlPlane(), 'root')
    await createQueue(controlPlane(), 'default', { parent: 'root' })
    for (const namespace of namespaces)
      stdoutOf(await controlPlane().kubectl(['create', 'serviceaccount', 'default', '--namespace', namespace]))
  })
  afterAll(() => server?.stop())

  const kubectlIn = async (namespace: string, text: string, ...args: string[]): Promise<string> =>
    stdoutOf(await controlPlane().kubectl(['--namespace', namespace, ...args], { input: text }))
  /** All of an object but the notes on who wrote it when: the last one is taken down even where nothing changes. */
  const storedIn = async (namespace: string, text: string) => {
    const { items } = JSON.parse(await kubectlIn(namespace, text, 'get', '-f', '-', '-o', 'json'))
    expect(items).toHaveLength(1)
    const { resourceVersion: _, ...metadata } = items[0].metadata
    return { ...items[0], metadata }
  }
  /** What Volcano's controllers and people do to an object after it was made. */
  const workOn = async (namespace: string, { kind, name, text }: Manifest): Promise<void> => {
    await kubectlIn(namespace, text, 'label', '-f', '-', 'seen-by=somebody', '--overwrite')
    if (kind === 'Queue') await patchStatus(controlPlane(), ['queues.scheduling.volcano.sh', name], { state: 'Open' })
    if (kind === 'Job')
      await patchStatus(controlPlane(), ['jobs.batch.volcano.sh', name, '--namespace', namespace], {
        state: { phase: 'Running' },
      })
  }

  describe('with kubectl apply', () => {
    const kubectl = (text: string, ...args: string[]) => kubectlIn(namespaces[0], text, ...args)
    const apply = (text: string) => kubectl(text, 'apply', '-f', '-')
    const stored = (text: string) => storedIn(namespaces[0], text)

    it.each(manifests)('$title', async (manifest) => {
      const { text } = manifest
      expect(await apply(text)).toMatch(/ created\n$/)
      await workOn(namespaces[0], manifest)
      const before = await stored(text)
      // It ends with code 1 where there is a difference.
      expect(await kubectl(text, 'diff', '-f', '-')).toBe('')
      expect(await apply(text)).toMatch(/ unchanged\n$/)
      expect(await stored(text)).toEqual(before)
    })

    // Where a default stands inside a list, kubectl, which knows pods only, sends all of the list and says `configured`.
    it('a job that leaves out what its tasks get stays as it is', async () => {
      const job = parse(readFileSync('examples/tensorflow.yaml', 'utf8'))
      const tasks = job.spec.tasks.map(({ minAvailable: _, maxRetry: __, ...task }: Record<string, unknown>) => task)
      const text = stringify({ ...job, metadata: { name: 'terse' }, spec: { ...job.spec, tasks } })
      await apply(text)
      const before = await stored(text)
      expect(await kubectl(text, 'diff', '-f', '-')).toBe('')
      expect(await apply(text)).toMatch(/ configured\n$/)
      expect(await stored(text)).toEqual(before)
    })

    it('a job whose claim got its name from the controller', async () => {
      const job = parse(readFileSync('examples/tensorflow.yaml', 'utf8'))
      const volumeClaim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
      const text = stringify({
        ...job,
        metadata: { name: 'with-claim' },
        spec: { ...job.spec, maxRetry: 0, volumes: [{ mountPath: '/data', volumeClaim }] },
      })
      await apply(text)
      const name = [{ op: 'add', path: '/spec/volumes/0/volumeClaimName', value: 'with-claim-pvc-0123456789ab' }]
      await kubectl(text, 'patch', '-f', '-', '--type=json', '-p', JSON.stringify(name))
      const { spec } = await stored(text)
      await apply(text)
      expect((await stored(text)).spec).toEqual(spec)
      expect([spec.maxRetry, spec.volumes[0].volumeClaimName]).toEqual([3, 'with-claim-pvc-0123456789ab'])
    })
  })

  it.each(manifests)('with server-side apply: $title', async (manifest) => {
    const { text } = manifest
    const apply = () => kubectlIn(namespaces[1], text, 'apply', '--server-side', '-f', '-')
    expect(await apply()).toMatch(/ serverside-applied\n$/)
    await workOn(namespaces[1], manifest)
    const before = await storedIn(namespaces[1], text)
    await apply()
    expect(await storedIn(namespaces[1], text)).toEqual(before)
  })
})
