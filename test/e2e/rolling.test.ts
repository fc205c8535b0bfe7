import { expect, it, onTestFinished } from 'vitest'
import { createNamespace } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { fullestCrds } from '../control-plane/install-crds.ts'
import { prepareJobLoad } from './job-load.ts'
import { startLoad } from './load.ts'
import { registerWithoutAuthority } from './register-without-authority.ts'
import { startService } from './service.ts'
import { type RunningServer, startServerWith } from './start-server.ts'

const rolls = 20
const replicas = 2

describeControlPlane(
  'rolling restarts',
  (controlPlane) => {
    it(`${rolls} of ${replicas} replicas under load lose no call`, async () => {
      const creations = await prepareJobLoad(controlPlane())
      const namespace = await createNamespace(controlPlane())
      const start = async () => {
        const server = await startServerWith([
          ...['--kubeconfig', controlPlane().kubeconfigPath, '--webhook-url', 'https://127.0.0.1'],
          ...['--webhook-namespace', namespace, '--shutdown-delay', '1s'],
        ])
        onTestFinished(server.stop)
        return server
      }
      const running: RunningServer[] = await Promise.all(Array.from({ length: replicas }, start))
      const service = await startService(...running)
      onTestFinished(service.close)
      await registerWithoutAuthority(controlPlane(), `https://127.0.0.1:${service.port}`)
      const stopLoad = await startLoad(controlPlane(), creations)

      const codes: (number | null)[] = []
      const idle: string[] = []
      /** The old one stops while its successor starts: meanwhile the others have all of the load. */
      const replace = async (index: number) => {
        const old = running[index] ?? expect.fail()
        const [code, successor] = await Promise.all([old.terminate(), start()])
        codes.push(code)
        service.remove(old)
        await service.add(successor)
        running[index] = successor
        if (!hasReviewed(old)) idle.push(old.url)
      }
      for (let roll = 0; roll < rolls; roll += 1) {
        for (let index = 0; index < replicas; index += 1) await replace(index)
      }
      const { calls, failures, longestMs } = await stopLoad()
      process.stdout.write(`${rolls} rolling restarts: ${calls} calls, the longest took ${Math.round(longestMs)} ms\n`)

      expect(failures).toEqual({})
      expect(codes).toEqual(Array.from({ length: rolls * replicas }, () => 0))
      expect(idle).toEqual([])
      expect(calls).toBeGreaterThan(10 * codes.length)
    }, 300_000)
  },
  fullestCrds(),
)

const hasReviewed = (server: RunningServer): boolean => server.log().some(({ webhook }) => webhook !== undefined)
