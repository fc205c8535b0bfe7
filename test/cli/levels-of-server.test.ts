import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { creationOf } from '../../src/admission/review.ts'
import { aJob } from '../builders.ts'
import { findFreePorts } from '../control-plane/free-ports.ts'
import { waitUntil } from '../control-plane/wait-until.ts'

const folder = mkdtempSync(join(tmpdir(), 'levels-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The text of an answer; undefined while nobody listens. */
const ask = (port: number, path: string, body?: unknown): Promise<string | undefined> =>
  new Promise((resolve) => {
    const method = body === undefined ? 'GET' : 'POST'
    const headers = { 'content-type': 'application/json' }
    const asked = request(
      { host: '127.0.0.1', port, path, method, headers, agent: false, rejectUnauthorized: false },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve(text)
      },
    )
    asked.on('error', () => resolve(undefined)).end(body === undefined ? undefined : JSON.stringify(body))
  })

/** A job with an action that there is not, and with an argument that nobody knows. */
const job = aJob({ policies: [{ exitCode: 3, action: 'Dance' }], plugins: { svc: ['--public'], none: [] } })
const resource = { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'jobs' }
const question = {
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: { ...creationOf(job, resource), uid: 'one', userInfo: { username: 'me' } },
}

it('a server is as strict as its flags and its configuration file say, and counts what its rules find', async () => {
  const config = join(folder, 'settings.yaml')
  writeFileSync(
    config,
    'rulePreset: recommended\nrules: {plugins-are-known: off, plugin-arguments-are-understood: warn}\n',
  )
  const [port = 0, healthPort = 0] = await findFreePorts(2)
  const server = spawn(process.execPath, [
    ...['src/main.ts', 'serve', '--config', config, '--objects', 'examples', '--certificate-folder', folder],
    ...['--listen-address', '127.0.0.1', '--port', String(port), '--shutdown-delay', '1ms', '--log-level', 'error'],
    ...['--enable-healthz', '--healthz-address', `127.0.0.1:${healthPort}`],
  ])
  const ended = once(server, 'exit')
  await waitUntil('the server is ready', async () => (await ask(healthPort, '/readyz')) === 'ok')
  const { response } = JSON.parse((await ask(port, '/jobs/validate', question)) ?? '')
  const metrics = (await ask(healthPort, '/metrics')) ?? ''
  server.kill('SIGTERM')
  await ended

  expect(response.auditAnnotations).toEqual({
    'denied-by': 'exit-codes-have-actions',
    'warned-by': expect.stringContaining('plugin-arguments-are-understood'),
  })
  const countOf = (rule: string, level: string) =>
    metrics
      .split('\n')
      .find((line) => line.startsWith(`volcano_admission_findings_total{rule="${rule}",level="${level}"}`))
      ?.split(' ')[1]
  expect([
    countOf('exit-codes-have-actions', 'deny'),
    countOf('plugin-arguments-are-understood', 'warn'),
    countOf('plugins-are-known', 'deny'),
    countOf('decodes', 'deny'),
  ]).toEqual(['1', '1', '0', '0'])
}, 20_000)
