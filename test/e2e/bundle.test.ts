import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { registerAll, startServer } from './start-server.ts'

describeControlPlane('bundle', (controlPlane) => {
  it('the one file that the image runs works with a cluster, and is small', async () => {
    execFileSync(process.execPath, ['scripts/build.ts'], { stdio: 'ignore' })
    const server = await startServer(controlPlane(), [], undefined, 'dist/main.js')
    await registerAll(controlPlane(), server)
    await createQueue(controlPlane(), 'default')
    const job = parse(readFileSync('examples/refused/min-available.yaml', 'utf8'))
    const metadata = { ...job.metadata, namespace: await createNamespace(controlPlane()) }
    const { stderr } = await createObject(controlPlane(), { ...job, metadata })
    const memory = server.memory()
    await server.stop()
    expect(stderr).toContain("job 'minAvailable' should not be greater than total replicas in tasks")
    expect(memory).toBeLessThan(110)
  })
})
