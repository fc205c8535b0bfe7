import { expect, test } from 'vitest'
import { createNamespace } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { startServer } from './start-server.ts'

const count = 1_000
const rate = ['--kube-api-qps=500', '--kube-api-burst=1000']
const deadlineMs = 120_000

describeControlPlane('many companions', (controlPlane) => {
  test(
    `${count} jobs that are there at once all get their companions, each by one request`,
    async () => {
      const namespace = await createNamespace(controlPlane())
      const template = { spec: { containers: [{ name: 'main', image: 'busybox' }] } }
      const items = Array.from({ length: count }, (_, index) => ({
        apiVersion: 'batch.volcano.sh/v1alpha1',
        kind: 'Job',
        metadata: { name: `train-${index}`, namespace },
        spec: { minAvailable: 1, plugins: { svc: [] }, tasks: [{ name: 'worker', replicas: 1, template }] },
      }))
      const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
      stdoutOf(await controlPlane().kubectl(['create', '-f', '-', '-o', 'name'], { input }))

      const server = await startServer(controlPlane(), ['--companions=on', '--webhook-namespace=default', ...rate])
      const written = () => server.log().filter(({ msg }) => String(msg).startsWith('a companion is'))
      await waitUntil('all companions are written', () => written().length >= 3 * count, { deadlineMs, everyMs: 500 })
      const seconds = (Date.parse(String(written().at(-1)?.time)) - Date.parse(String(written()[0]?.time))) / 1000
      process.stdout.write(`${written().length} companions of ${count} jobs within ${seconds} s\n`)
      for (const kind of ['configmaps', 'services', 'networkpolicies']) {
        const { stdout } = await controlPlane().kubectl(['get', kind, '-n', namespace, '-o', 'name'])
        expect(stdout.split('\n').filter((name) => name.includes('/train-'))).toHaveLength(count)
      }
      await server.stop()
      expect(written()).toHaveLength(3 * count)
    },
    2 * deadlineMs,
  )
})
