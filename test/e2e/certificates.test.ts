import { connect } from 'node:tls'
import { expect, it, onTestFinished } from 'vitest'
import { createNamespace } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { fullestCrds } from '../control-plane/install-crds.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { prepareJobLoad } from './job-load.ts'
import { startLoad } from './load.ts'
import { type PathOfLoad, pathsOfLoad, registerWithoutAuthority, resourceOf } from './register-without-authority.ts'
import { startService } from './service.ts'
import { startServerWith } from './start-server.ts'

/** So short that a CA comes and goes within this test. */
const lifetimes = ['--certificate-lifetime=20s', '--certificate-authority-lifetime=1m']

/** Why a client that has the bundle would not open a connection; undefined when it does. */
const mistrust = (port: number, ca: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, ca }, () => {
      resolve(undefined)
      socket.destroy()
    })
    socket.on('error', ({ message }) => resolve(message))
  })

describeControlPlane(
  'certificates',
  (controlPlane) => {
    const bundleOf = async (path: PathOfLoad): Promise<string> => {
      const template = 'jsonpath={.webhooks[0].clientConfig.caBundle}'
      const found = await controlPlane().kubectl(['get', resourceOf(path), '-o', template])
      return Buffer.from(stdoutOf(found), 'base64').toString()
    }
    const overwriteBundle = async (path: PathOfLoad, bundle: string): Promise<void> => {
      const value = Buffer.from(bundle).toString('base64')
      const patch = JSON.stringify([{ op: 'replace', path: '/webhooks/0/clientConfig/caBundle', value }])
      stdoutOf(await controlPlane().kubectl(['patch', resourceOf(path), '--type=json', '-p', patch]))
    }

    it('change with their CA under load without one failed call, and the CA bundle is put right', async () => {
      const creations = await prepareJobLoad(controlPlane())
      const flags = [
        ...['--kubeconfig', controlPlane().kubeconfigPath, '--webhook-url', 'https://127.0.0.1', ...lifetimes],
        ...['--webhook-namespace', await createNamespace(controlPlane())],
      ]
      const servers = await Promise.all([startServerWith(flags), startServerWith(flags)])
      for (const { stop } of servers) onTestFinished(stop)
      const service = await startService(...servers)
      onTestFinished(service.close)
      await registerWithoutAuthority(controlPlane(), `https://127.0.0.1:${service.port}`)

      const stopLoad = await startLoad(controlPlane(), creations)
      const first = await bundleOf('/jobs/validate')
      /** The API server keeps its connections: this opens new ones all the time, as many API servers would. */
      const mistrusts: string[] = []
      let handshakes = 0
      let isOpening = true
      const openConnections = async () => {
        while (isOpening) {
          const bundle = await bundleOf('/jobs/validate')
          const answers = await Promise.all(servers.map(({ port }) => mistrust(port, bundle)))
          handshakes += answers.length
          mistrusts.push(...answers.filter((answer) => answer !== undefined))
        }
      }
      const opening = openConnections()
      await waitUntil(
        'the first CA has gone from all bundles',
        async () => {
          const [one, ...others] = await Promise.all(pathsOfLoad.map(bundleOf))
          return !one?.includes(first) && others.every((other) => other === one)
        },
        { deadlineMs: 150_000, everyMs: 1_000 },
      )
      isOpening = false
      await opening
      const { calls, failures, longestMs } = await stopLoad()
      const renewals = servers.map(
        (server) => server.log().filter(({ msg }) => msg === 'a new certificate is served').length,
      )
      process.stdout.write(
        `a change of the CA and ${renewals.join(' and ')} certificates: ${calls} calls, the longest took ${Math.round(longestMs)} ms\n`,
      )

      const stopOtherLoad = await startLoad(controlPlane(), creations)
      const right = await bundleOf('/jobs/validate')
      await overwriteBundle('/jobs/validate', first)
      await waitUntil(
        'the overwritten bundle is right again',
        async () => (await bundleOf('/jobs/validate')).includes(right.slice(0, 500)),
        { deadlineMs: 5_000 },
      )
      const meanwhile = await stopOtherLoad()
      const stopLastLoad = await startLoad(controlPlane(), creations)
      await stopLastLoad()

      expect([failures, mistrusts]).toEqual([{}, []])
      expect(Math.min(calls, handshakes)).toBeGreaterThan(50)
      expect(Math.min(...renewals)).toBeGreaterThan(2)
      for (const failure of Object.keys(meanwhile.failures)) expect(failure).toContain('unknown authority')
    }, 240_000)
  },
  fullestCrds(),
)
