import { afterAll, beforeAll, expect, it } from 'vitest'
import { createObject, createQueue, patchStatus } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, registerAll, startServer } from './start-server.ts'

describeControlPlane('queues', (controlPlane) => {
  let server: RunningServer

  beforeAll(async () => {
    server = await startServer(controlPlane(), ['--enable-queue-allocated-pods-check'])
    await registerAll(controlPlane(), server)
    await createQueue(controlPlane(), 'root')
    await createQueue(controlPlane(), 'default', { parent: 'root' })
    await createQueue(controlPlane(), 'lab', { parent: 'root', capability: { cpu: '10' }, deserved: { cpu: '8' } })
    await createQueue(controlPlane(), 'vision', { parent: 'lab', capability: { cpu: '6' }, deserved: { cpu: '5' } })
  })
  afterAll(() => server?.stop())

  const kubectl = (...args: string[]) => controlPlane().kubectl(args)
  const create = (name: string, spec: object) =>
    createObject(controlPlane(), {
      apiVersion: 'scheduling.volcano.sh/v1beta1',
      kind: 'Queue',
      metadata: { name },
      spec,
    })
  const change = (name: string, spec: object) =>
    kubectl('patch', 'queues.scheduling.volcano.sh', name, '--type=merge', '-p', JSON.stringify({ spec }))
  const remove = (name: string) => kubectl('delete', 'queues.scheduling.volcano.sh', name, '--wait=false')

  it('are stored with their defaults', async () => {
    const { spec } = JSON.parse(stdoutOf(await create('plain', {})))
    expect(spec).toMatchObject({ weight: 1, reclaimable: true })
  })

  it.each([
    ['may use more than the queue above it', { parent: 'lab', capability: { cpu: '11' } }, 'exceeds its ancestor'],
    ['deserves more than is left', { parent: 'lab', deserved: { cpu: '4' } }, "sum of children's deserved"],
    ['is below no queue', { parent: 'nowhere' }, 'failed to get parent queue nowhere'],
    ['is guaranteed more than it deserves', { guarantee: { resource: { cpu: '1' } } }, 'must be >= guarantee[cpu]=1'],
  ])('are refused when one %s', async (_, spec, sentence) => {
    const { code, stderr } = await create('refused', spec)
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(sentence) })
  })

  it.each([
    ['lab', { capability: { cpu: '5' } }, "is smaller than its descendants' max capability"],
    ['lab', { deserved: { cpu: '4' } }, "sum of children's deserved"],
    ['lab', { parent: 'vision' }, 'lab'],
    ['root', { capability: { cpu: '5' } }, "root queue's resource attributes"],
  ])('%s cannot be changed to %j', async (name, spec, sentence) => {
    const { code, stderr } = await change(name, spec)
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(sentence) })
  })

  it('follow changes of the queue above them', async () => {
    stdoutOf(await change('lab', { capability: { cpu: '20' }, deserved: { cpu: '20' } }))
    await waitUntil('the server knows the new capability', async () => {
      const { code } = await create('language', { parent: 'lab', capability: { cpu: '15' }, deserved: { cpu: '15' } })
      return code === 0
    })
    const { stderr } = await create('speech', { parent: 'lab', deserved: { cpu: '1' } })
    expect(stderr).toContain("sum of children's deserved (cpu 21000.00")
  })

  it('are refused below a queue that was created a moment ago, and too deep', async () => {
    for (const [name, parent] of [
      ['level-1', 'root'],
      ['level-2', 'level-1'],
      ['level-3', 'level-2'],
      ['level-4', 'level-3'],
      ['level-5', 'level-4'],
    ])
      await waitUntil(`${name} is there`, async () => (await create(name ?? '', { parent })).code === 0)
    await waitUntil('level 6 is too deep', async () =>
      (await create('level-6', { parent: 'level-5' })).stderr.includes('exceeds the maximum allowed depth of 5'),
    )
  })

  it.each([
    ['default', '`default` queue can not be deleted'],
    ['root', '`root` queue can not be deleted'],
    ['lab', 'can not be deleted because it has'],
  ])('%s stays', async (name, sentence) => {
    expect((await remove(name)).stderr).toContain(sentence)
  })

  it('with allocated pods stay, and go once these are gone', async () => {
    await createQueue(controlPlane(), 'busy', {}, { state: 'Open', allocated: { pods: '2' } })
    await waitUntil('the server knows of the pods', async () =>
      (await remove('busy')).stderr.includes('because it has allocated Pods: 2'),
    )
    await patchStatus(controlPlane(), ['queues.scheduling.volcano.sh', 'busy'], { allocated: { pods: '0' } })
    await waitUntil('the queue goes', async () => (await remove('busy')).code === 0)
  })

  it('in any state can be changed', async () => {
    await createQueue(controlPlane(), 'closing', {}, { state: 'Closing' })
    expect((await change('closing', { weight: 3 })).code).toBe(0)
  })

  it('go all at once, but for those that others need', async () => {
    await createQueue(controlPlane(), 'single')
    const { stderr } = await kubectl('delete', 'queues.scheduling.volcano.sh', 'single', 'root', '--wait=false')
    expect(stderr).toContain('`root` queue can not be deleted')
    expect((await kubectl('get', 'queues.scheduling.volcano.sh', 'single')).stderr).toContain('NotFound')
  })
})
