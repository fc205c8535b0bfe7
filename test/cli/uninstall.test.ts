import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { configurationName } from '../../src/admission/webhook.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { uninstall } from '../../src/cli/uninstall.ts'
import { type FakeApiServer, reply, startFakeApiServer } from '../cluster/fake-api-server.ts'
import { cut, status } from '../cluster/faults.ts'
import { runCommand } from './run-command.ts'

const registration = '/apis/admissionregistration.k8s.io/v1'
const usage =
  'usage: volcano-admission uninstall (--dry-run | --yes) [--service NAMESPACE/NAME] [--kubeconfig PATH] [--master URL]'
const jobs = 'volcano-admission-service-jobs-validate'
const pods = 'volcano-admission-service-pods-mutate'
const secrets = '/api/v1/secrets'

const everyName = webhooks.map(({ path, type }) => `${type}webhookconfiguration/${configurationName(path)}`)
const collectionOf = (what: string) => `${registration}/${what.replace(/\/.*/, 's')}`
const linesWith = (say: (what: string) => string) => everyName.map(say)

let server: FakeApiServer
beforeEach(async () => {
  server = await startFakeApiServer()
  for (const type of ['mutating', 'validating']) server.serve(`${registration}/${type}webhookconfigurations`)
})
afterEach(() => server.stop())

const register = (what: string, metadata: object = {}) =>
  server.put(collectionOf(what), { metadata: { name: what.replace(/.*\//, ''), uid: `uid of ${what}`, ...metadata } })
const run = (...flags: string[]) => runCommand(uninstall, [...flags, '--master', server.url])
const left = () =>
  ['mutating', 'validating'].flatMap((type) =>
    server.objects(`${registration}/${type}webhookconfigurations`).map(({ metadata }) => metadata.name),
  )

describe('webhook configurations', () => {
  it('are all deleted with --yes', async () => {
    for (const what of everyName) register(what)
    const output = linesWith((what) => `deleted ${what}`)
    expect([await run('--yes'), left()]).toEqual([{ code: 0, output, complaints: [] }, []])
  })

  it('stay with --dry-run, which says what would go', async () => {
    for (const what of everyName) register(what)
    const output = linesWith((what) => `would delete ${what}`)
    expect([await run('--dry-run'), left().length]).toEqual([{ code: 0, output, complaints: [] }, everyName.length])
    expect(server.requests.filter((request) => !request.startsWith('GET'))).toEqual([])
  })

  it('may be gone already', async () => {
    const output = linesWith((what) => `${what} is not there`)
    expect(await run('--yes')).toEqual({ code: 0, output, complaints: [] })
  })

  it('of others stay, whatever they are called, and so does all else', async () => {
    const others = [`${jobs}-2`, 'volcano-admission-service', 'volcano-admission-service-others-validate', pods]
    for (const name of others) register(`validatingwebhookconfiguration/${name}`)
    server.put(secrets, { metadata: { name: 'volcano-admission-secret', namespace: 'volcano-system' } })
    await run('--yes')
    expect([left(), server.objects(secrets).length]).toEqual([others, 1])
  })
})

describe('with --service', () => {
  const what = `validatingwebhookconfiguration/${jobs}`
  const service = { namespace: 'ns', name: 'admission', path: '/jobs/validate' }
  const call = (...called: object[]) =>
    server.put(`${registration}/validatingwebhookconfigurations`, {
      metadata: { name: jobs, uid: 'uid' },
      webhooks: called.map((clientConfig) => ({ clientConfig })),
    })
  const outcome = async (flag: string) => {
    const { code, output } = await run(flag, '--service=ns/admission')
    return [code, output.find((line) => line.includes(what)), left()]
  }

  it('what calls it is deleted', async () => {
    call({ service }, { service })
    expect(await outcome('--dry-run')).toEqual([0, `would delete ${what}`, [jobs]])
    expect(await outcome('--yes')).toEqual([0, `deleted ${what}`, []])
  })

  it.each<[string, object[]]>([
    ['a Service of another name', [{ service: { ...service, name: 'other' } }]],
    ['a Service of another namespace', [{ service: { ...service, namespace: 'other' } }]],
    ['an URL', [{ url: 'https://ns/admission' }]],
    ['another Service, too', [{ service }, { service: { ...service, name: 'other' } }]],
    ['nothing', []],
  ])('what calls %s stays', async (_, called) => {
    call(...called)
    expect(await outcome('--yes')).toEqual([0, `${what} stays: it calls another Service`, [jobs]])
  })
})

describe('one that could not be deleted does not keep the rest, and is told:', () => {
  const what = `validatingwebhookconfiguration/${jobs}`
  it.each<[string, () => void, string]>([
    ['reading is forbidden', () => server.failAt(jobs, status(403)), 'HTTP 403: the fake says 403'],
    ['deleting is forbidden', () => server.failAt(jobs, forbidDeletion), 'HTTP 403: the fake says 403'],
    ['the connection breaks', () => server.failAt(jobs, cut), 'socket hang up (ECONNRESET)'],
    ['another took its name meanwhile', () => replaceAfterRead(), 'HTTP 409: the UID in the precondition is another'],
    ['it has no uid', () => register(what, { uid: '' }), 'the API server gave it no uid'],
    [
      'it has finalizers',
      () => register(what, { finalizers: ['example.com/keep'] }),
      'it waits for its finalizers; remove those from its metadata',
    ],
  ])('%s', async (_, disturb, why) => {
    for (const each of everyName) register(each)
    disturb()
    const { code, output, complaints } = await run('--yes')
    expect([code, complaints, output.length, left()]).toEqual([
      1,
      [`${what} could not be deleted: ${why}`],
      everyName.length - 1,
      [jobs],
    ])
  })

  const readAs = (metadata: object) => (response: Parameters<typeof reply>[0]) => {
    server.failAt(jobs, undefined)
    reply(response, 200, { metadata })
  }
  /** The answer to the reading is of an object that is there no more. */
  const replaceAfterRead = () => server.failAt(jobs, readAs({ name: jobs, uid: 'the old one' }))
  const forbidDeletion = (response: Parameters<typeof reply>[0]) => {
    server.failAt(jobs, status(403))
    reply(response, 200, { metadata: { name: jobs, uid: `uid of ${what}` } })
  }
})

it('one that somebody else deletes at the same time is gone', async () => {
  server.failAt(jobs, (response) => {
    server.failAt(jobs, undefined)
    reply(response, 200, { metadata: { name: jobs, uid: 'gone' } })
  })
  const { code, output } = await run('--yes')
  expect([code, output]).toEqual([0, linesWith((what) => `${what} is not there`)])
})

describe('is wrong usage, and asks nothing of the cluster:', () => {
  const choose = 'choose one: --dry-run says what would be deleted, --yes deletes it'
  it.each<[string, string[], string[]]>([
    ['neither flag', [], [choose]],
    ['both flags', ['--yes', '--dry-run'], [choose]],
    ['a flag that says no', ['--yes=false'], ['--yes: takes no value']],
    ['an unknown flag', ['--yes', '--dryrun'], ['--dryrun: unknown flag; did you mean --dry-run?']],
    [
      'a Service without its namespace',
      ['--yes', '--service=admission'],
      ['--service: must be NAMESPACE/NAME, such as volcano-system/volcano-admission-service'],
    ],
    ['a Service without a name', ['--yes', '--service='], ['--service: needs a value']],
    ['a kubeconfig without a path', ['--yes', '--kubeconfig='], ['--kubeconfig: needs a value']],
    ['a word of its own', ['--yes', 'all'], ['all: belongs to no flag']],
  ])('%s', async (_, flags, want) => {
    expect([await run(...flags), server.requests]).toEqual([{ code: 2, output: [], complaints: [...want, usage] }, []])
  })
})

describe('no cluster is found:', () => {
  beforeEach(() => void vi.stubEnv('KUBERNETES_SERVICE_HOST', ''))
  afterEach(() => void vi.unstubAllEnvs())
  it.each([
    ['none is named', [], /^which cluster\? Set --kubeconfig or --master$/],
    ['there is no such kubeconfig', ['--kubeconfig', '/nowhere'], /^unable to build k8s config: .*\/nowhere/],
  ])('%s', async (_, flags, want) => {
    const { code, complaints } = await runCommand(uninstall, ['--yes', ...flags])
    expect([code, complaints]).toEqual([1, [expect.stringMatching(want)]])
  })
})

it('--help tells what it does', async () => {
  const { code, output } = await runCommand(uninstall, ['--help'])
  expect([code, output]).toEqual([0, [expect.stringContaining(usage)]])
})
