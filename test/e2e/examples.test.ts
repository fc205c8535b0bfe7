import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { webhooks } from '../../src/admission/webhooks.ts'
import { createNamespace, createQueue, patchStatus } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { type CommandResult, stdoutOf } from '../control-plane/run-command.ts'
import { type RunningServer, registerAll, startServer } from './start-server.ts'

const manifestsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${folder}/${file}`)

/** The sentences that the comment of an example promises, each on a line of its own. */
const promisedBy = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^# {3}(.+)$/gm)].map(([, sentence = '']) => sentence)

const queuesIn = (file: string): readonly string[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS().metadata.name)

describeControlPlane('examples, with every webhook registered', (controlPlane) => {
  let server: RunningServer
  let namespace: string

  beforeAll(async () => {
    server = await startServer(controlPlane(), ['--enabled-admission', webhooks.map(({ path }) => path).join()])
    await registerAll(controlPlane(), server)
    namespace = await createNamespace(controlPlane())
    await createQueue(controlPlane(), 'root')
    await createQueue(controlPlane(), 'default', { parent: 'root' })
    stdoutOf(await apply('examples/queues.yaml'))
    for (const queue of queuesIn('examples/queues.yaml'))
      await patchStatus(controlPlane(), ['queues.scheduling.volcano.sh', queue], { state: 'Open' })
    stdoutOf(await controlPlane().kubectl(['create', 'serviceaccount', 'default', '--namespace', namespace]))
  })
  afterAll(() => server?.stop())

  const apply = (file: string): Promise<CommandResult> =>
    controlPlane().kubectl(['--namespace', namespace, 'apply', '-f', file])

  /** The resource versions of the objects of a file. */
  const versionsOf = async (file: string): Promise<readonly string[]> => {
    const jsonpath = '{range .items[*]}{.metadata.resourceVersion} {end}{.metadata.resourceVersion}'
    const get = ['--namespace', namespace, 'get', '-f', file, '-o', `jsonpath=${jsonpath}`]
    return stdoutOf(await controlPlane().kubectl(get))
      .trim()
      .split(' ')
  }

  it.each(manifestsIn('examples'))('%s is admitted without a word', async (file) => {
    const { code, stderr } = await apply(file)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it.each(manifestsIn('examples'))('%s can be applied again, and nothing changes', async (file) => {
    stdoutOf(await apply(file))
    const before = await versionsOf(file)
    stdoutOf(await apply(file))
    expect(await versionsOf(file)).toEqual(before)
  })

  it.each(manifestsIn('examples/refused'))('%s is refused with the sentences of its comment', async (file) => {
    const { code, stderr } = await apply(file)
    expect(code).toBe(1)
    expect(promisedBy(file).filter((sentence) => !stderr.includes(sentence))).toEqual([])
  })

  it.each(manifestsIn('examples/warned'))('%s is admitted with the warnings of its comment', async (file) => {
    const { code, stderr } = await apply(file)
    expect(code).toBe(0)
    expect(promisedBy(file).filter((sentence) => !stderr.includes(sentence))).toEqual([])
    expect(stderr).toContain('Warning: ')
  })
})
