import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import type { Environment } from '../../src/config/environment.ts'
import { flagNames } from '../../src/config/flags.ts'
import { parseConfig } from '../../src/config/parse-config.ts'

const knownPaths = [
  '/jobs/mutate',
  '/jobs/validate',
  '/podgroups/mutate',
  '/podgroups/validate',
  '/pods/mutate',
  '/pods/validate',
  '/queues/mutate',
  '/queues/validate',
  '/jobflows/validate',
  '/hypernodes/validate',
  '/cronjobs/validate',
]

const knownRules = ['queue-takes-jobs', 'has-tasks']

const noFile = () => {
  throw new Error('no such file')
}
const parse = (args: readonly string[], environment: Environment = {}, file?: string) =>
  parseConfig(args, environment, file === undefined ? noFile : () => file, { paths: knownPaths, rules: knownRules })

const files = ['--tls-cert-file=tls.crt', '--tls-private-key-file=tls.key', '--ca-cert-file=ca.crt']
const service = ['--webhook-namespace=volcano-system', '--webhook-service-name=volcano-admission-service']
const complete = [...files, ...service]

const wanted: Config = {
  enabledAdmission: [
    '/jobs/mutate',
    '/jobs/validate',
    '/podgroups/mutate',
    '/pods/validate',
    '/pods/mutate',
    '/queues/mutate',
    '/queues/validate',
  ],
  objects: [],
  listen: { host: '', port: 8443, healthz: undefined },
  tls: { from: 'files', caCertFile: 'ca.crt', certFile: 'tls.crt', keyFile: 'tls.key' },
  webhook: { namespace: 'volcano-system', serviceName: 'volcano-admission-service', url: '' },
  cluster: { master: '', kubeconfig: '', requestsPerSecond: 50, burst: 100, lookUpTimeout: 2_000 },
  decisions: {
    schedulerNames: ['volcano'],
    defaultQueue: 'default',
    namespaceQueues: false,
    maxQueueDepth: 5,
    enableRootQueueProtection: true,
    enableQueueAllocatedPodsCheck: false,
    rulePreset: 'compatible',
    ruleLevels: new Map(),
    plugins: { envOrder: 'append', extraEnv: false, sshFileModes: 'upstream', sshClientConfig: 'hosts' },
    publishNotReadyAddresses: false,
    explicitZeroes: 'upstream',
    kubernetesVersion: undefined,
    hostVariables: 'always',
    maxObjectBytes: 1_572_864,
    featureGates: {
      WorkLoadSupport: true,
      VolcanoJobSupport: true,
      PodDisruptionBudgetsSupport: true,
      QueueCommandSync: true,
      PriorityClass: true,
      CSIStorage: false,
      ResourceTopology: true,
      CronVolcanoJobSupport: true,
      SchedulingGatesQueueAdmission: false,
    },
  },
  admissionConf: '',
  companions: undefined,
  limits: {
    maxRequestBytes: 7_340_032,
    maxRequestsInFlight: 64,
    requestTimeout: 10_000,
    maxEventLoopDelay: 1_000,
    maxMemoryPercent: 90,
  },
  shutdown: { delay: 5_000, gracefulTime: 30_000 },
  log: { level: 'info' },
  otlpEndpoint: '',
}

describe('the configuration', () => {
  it('has the defaults of Volcano', () => {
    expect(parse(complete)).toEqual({ config: wanted, warnings: [] })
  })

  it("starts with the arguments of Volcano's chart", () => {
    const args = [
      '--enabled-admission=/jobs/mutate,/jobs/validate,/podgroups/validate,/queues/mutate,/queues/validate,/hypernodes/validate,/cronjobs/validate',
      '--tls-cert-file=/admission.local.config/certificates/tls.crt',
      '--tls-private-key-file=/admission.local.config/certificates/tls.key',
      '--ca-cert-file=/admission.local.config/certificates/ca.crt',
      '--admission-conf=/admission.local.config/configmap/volcano-admission.conf',
      '--webhook-namespace=volcano-system',
      '--webhook-service-name=volcano-admission-service',
      '--enable-healthz=true',
      '--logtostderr',
      '--port=8443',
      '-v=4',
      '2>&1',
    ]
    expect(parse(args)).toEqual({
      config: {
        ...wanted,
        enabledAdmission: [
          '/jobs/mutate',
          '/jobs/validate',
          '/podgroups/validate',
          '/queues/mutate',
          '/queues/validate',
          '/hypernodes/validate',
          '/cronjobs/validate',
        ],
        listen: { host: '', port: 8443, healthz: { host: '', port: 11_251 } },
        tls: {
          from: 'files',
          caCertFile: '/admission.local.config/certificates/ca.crt',
          certFile: '/admission.local.config/certificates/tls.crt',
          keyFile: '/admission.local.config/certificates/tls.key',
        },
        admissionConf: '/admission.local.config/configmap/volcano-admission.conf',
        log: { level: 'debug' },
      },
      warnings: [],
    })
  })

  it('has what every flag sets', () => {
    const args = [
      ...complete,
      ...['--listen-address=127.0.0.1', '--port=1', '--enable-healthz', '--healthz-address=[::1]:2'],
      ...['--master=https://a', '--kubeconfig=b', '--kube-api-qps=3.5', '--kube-api-burst=4', '--lookup-timeout=5ms'],
      ...['--webhook-url=https://c', '--objects=d', '--objects=e', '--enabled-admission=/pods/mutate'],
      ...['--scheduler-name=f', '--scheduler-name=g', '--admission-conf=h', '--max-queue-depth=6'],
      ...['--enable-root-queue-protection=false', '--enable-queue-allocated-pods-check'],
      ...['--feature-gates=SchedulingGatesQueueAdmission=true', '--max-request-bytes=7', '--max-requests-in-flight=8'],
      ...['--request-timeout=9s', '--shutdown-delay=10s', '--graceful-shutdown-time=11s', '--log-level=warn'],
      ...['--rule-preset=recommended', '--rules=has-tasks=warn', '--rules=queue-takes-jobs=off'],
      ...['--plugin-env-order=prepend', '--extra-env', '--ssh-file-modes=by-user', '--ssh-client-config=patterns'],
      ...['--publish-not-ready-addresses', '--explicit-zeroes=kept'],
      ...['--default-queue=i', '--namespace-queues'],
      ...['--kubernetes-version=1.35', '--host-variables=when-they-fit', '--max-object-bytes=3145728'],
      ...['--max-event-loop-delay=12s', '--max-memory-percent=13', '--otlp-endpoint=http://i:4318'],
    ]
    expect(parse(args)).toEqual({
      config: {
        enabledAdmission: ['/pods/mutate'],
        objects: ['d', 'e'],
        listen: { host: '127.0.0.1', port: 1, healthz: { host: '::1', port: 2 } },
        tls: wanted.tls,
        webhook: { namespace: 'volcano-system', serviceName: 'volcano-admission-service', url: 'https://c' },
        cluster: { master: 'https://a', kubeconfig: 'b', requestsPerSecond: 3.5, burst: 4, lookUpTimeout: 5 },
        decisions: {
          schedulerNames: ['f', 'g'],
          defaultQueue: 'i',
          namespaceQueues: true,
          maxQueueDepth: 6,
          enableRootQueueProtection: false,
          enableQueueAllocatedPodsCheck: true,
          featureGates: { ...wanted.decisions.featureGates, SchedulingGatesQueueAdmission: true },
          rulePreset: 'recommended',
          ruleLevels: new Map([
            ['has-tasks', 'warn'],
            ['queue-takes-jobs', 'off'],
          ]),
          plugins: { envOrder: 'prepend', extraEnv: true, sshFileModes: 'by-user', sshClientConfig: 'patterns' },
          publishNotReadyAddresses: true,
          explicitZeroes: 'kept',
          kubernetesVersion: { major: 1, minor: 35 },
          hostVariables: 'when-they-fit',
          maxObjectBytes: 3_145_728,
        },
        admissionConf: 'h',
        limits: {
          maxRequestBytes: 7,
          maxRequestsInFlight: 8,
          requestTimeout: 9_000,
          maxEventLoopDelay: 12_000,
          maxMemoryPercent: 13,
        },
        shutdown: { delay: 10_000, gracefulTime: 11_000 },
        log: { level: 'warn' },
        otlpEndpoint: 'http://i:4318',
      },
      warnings: [],
    })
  })

  it.each<[string, string[], Environment, number]>([
    [
      'the command line, whatever else sets it',
      ['--config=f', '--max-queue-depth=1'],
      { VOLCANO_ADMISSION_MAX_QUEUE_DEPTH: '2' },
      1,
    ],
    ['the environment before the file', ['--config=f'], { VOLCANO_ADMISSION_MAX_QUEUE_DEPTH: '2' }, 2],
    ['the file before the default', ['--config=f'], {}, 3],
    ['the file that the environment names', [], { VOLCANO_ADMISSION_CONFIG: 'f' }, 3],
    ['the default when nothing sets it', [], {}, 5],
  ])('takes a value from %s', (_, args, environment, want) => {
    expect(parse([...complete, ...args], environment, 'maxQueueDepth: 3')).toEqual({
      config: { ...wanted, decisions: { ...wanted.decisions, maxQueueDepth: want } },
      warnings: [],
    })
  })

  it('takes all scheduler names from one source', () => {
    const answer = parse([...complete, '--config=f', '--scheduler-name=a'], {}, 'schedulerName: [b, c]')
    expect(answer).toMatchObject({ config: { decisions: { schedulerNames: ['a'] } } })
  })

  it.each([
    [['-v=0'], 'info'],
    [['-v=-1'], 'info'],
    [['-v=2'], 'info'],
    [['-v=3'], 'debug'],
    [['-v=4'], 'debug'],
    [['-v=5'], 'trace'],
    [['-v=100'], 'trace'],
    [['-v=5', '--log-level=error'], 'error'],
  ])('for %j logs at level %s', (args, level) => {
    expect(parse([...complete, ...args])).toEqual({ config: { ...wanted, log: { level } }, warnings: [] })
  })

  const lives = { lifetime: 7 * 24 * 3_600_000, authorityLifetime: 365 * 24 * 3_600_000 }

  it.each<[string, string[], Config['tls']]>([
    ['a folder', [...service, '--certificate-folder=certs'], { from: 'folder', folder: 'certs' }],
    ['a folder beside manifests', ['--objects=a', '--certificate-folder=certs'], { from: 'folder', folder: 'certs' }],
    ['memory, with manifests for a cluster', ['--objects=a'], { from: 'memory' }],
    [
      'the usual Secret',
      service,
      { from: 'secret', namespace: 'volcano-system', name: 'volcano-admission-secret', ...lives },
    ],
    [
      'another Secret',
      [...service, '--certificate-secret=b', '--certificate-lifetime=1h', '--certificate-authority-lifetime=2h'],
      { from: 'secret', namespace: 'volcano-system', name: 'b', lifetime: 3_600_000, authorityLifetime: 7_200_000 },
    ],
    [
      'a Secret, made for a URL',
      ['--webhook-namespace=a', '--webhook-url=https://b'],
      { from: 'secret', namespace: 'a', name: 'volcano-admission-secret', ...lives },
    ],
  ])('takes the certificate from %s', (_, args, tls) => {
    expect(parse(args)).toMatchObject({ config: { tls } })
  })
})

const noWebhook =
  "failed to start webhooks as both 'url' and 'namespace/name' of webhook are empty: set --webhook-namespace and --webhook-service-name, or --webhook-url"
const allFiles = 'give all of --tls-cert-file, --tls-private-key-file, --ca-cert-file, or none of them'
const selfMade = 'the server makes its own certificate when neither --tls-cert-file nor --certificate-folder is given'

describe('a mistake', () => {
  it.each<[string, string[], string[]]>([
    ['neither a webhook nor manifests', files, [noWebhook]],
    ['nothing at all', [], [noWebhook]],
    [
      'a port out of range',
      [...complete, '--port=0'],
      ['--port: invalid value "0": Configured port is invalid: the port should be in the range of 1 and 65535'],
    ],
    [
      'one PEM file of three',
      [...service, '--tls-cert-file=a'],
      [`--tls-private-key-file is not set: ${allFiles}`, `--ca-cert-file is not set: ${allFiles}`],
    ],
    [
      'two PEM files of three',
      [...service, '--ca-cert-file=a', '--tls-private-key-file=b'],
      [`--tls-cert-file is not set: ${allFiles}`],
    ],
    [
      'PEM files and a folder',
      [...complete, '--certificate-folder=certs'],
      [
        '--certificate-folder: certs cannot go with --tls-cert-file, --tls-private-key-file, --ca-cert-file: give the files or the folder',
      ],
    ],
    [
      'a self-made certificate without namespace',
      ['--webhook-service-name=a'],
      [`--webhook-namespace is not set: ${selfMade}, and keeps it in a Secret there`],
    ],
    [
      'a self-made certificate without name',
      ['--webhook-namespace=a'],
      [`--webhook-service-name is not set: ${selfMade}, and makes it for that name`],
    ],
    [
      'a rule that is misspelled',
      [...complete, '--rules=has-task=off'],
      ['--rules: there is no rule has-task to be set; did you mean has-tasks?'],
    ],
    [
      'a rule unlike any',
      [...complete, '--rules=__proto__=off'],
      ['--rules: there is no rule __proto__ to be set; docs/rules.md lists all of them'],
    ],
    [
      'a version of Kubernetes that is none',
      [...complete, '--kubernetes-version=new'],
      ['--kubernetes-version: invalid value "new": must be a version such as 1.35'],
    ],
    [
      'a preset that there is not',
      [...complete, '--rule-preset=strict'],
      ['--rule-preset: invalid value "strict": must be one of compatible, recommended'],
    ],
    [
      'a path that is misspelled',
      [...complete, '--enabled-admission=/job/mutate'],
      [
        '--enabled-admission: enabled admission /job/mutate not found on the admission registered map; did you mean /jobs/mutate?',
      ],
    ],
    [
      'a path unlike any',
      [...complete, '--enabled-admission=x'],
      [
        `--enabled-admission: enabled admission x not found on the admission registered map; there are ${knownPaths.join(', ')}`,
      ],
    ],
    [
      'no address',
      [...complete, '--healthz-address=11251'],
      ['--healthz-address: invalid value "11251": must be host:port, such as :11251 or 127.0.0.1:11251'],
    ],
    [
      'a port of an address out of range',
      [...complete, '--healthz-address=:65536'],
      ['--healthz-address: invalid value ":65536": must be host:port, such as :11251 or 127.0.0.1:11251'],
    ],
    ...['collector:4318', 'ftp://a', 'http://a?b', 'http://a#b'].map((endpoint): [string, string[], string[]] => [
      `no endpoint: ${endpoint}`,
      [...complete, `--otlp-endpoint=${endpoint}`],
      [`--otlp-endpoint: invalid value "${endpoint}": must be a URL such as http://collector:4318`],
    ]),
    [
      'an endpoint with a password, which nobody is shown',
      [...complete, '--otlp-endpoint=http://user:secret@a'],
      ['--otlp-endpoint: invalid value: must be a URL without user and password'],
    ],
    ['a file that cannot be read', [...complete, '--config=a'], ['a: cannot be read: no such file']],
  ])('is %s', (_, args, mistakes) => {
    expect(parse(args)).toEqual({ mistakes, warnings: [] })
  })

  it('names the variable or the key that has it', () => {
    const answer = parse([...complete, '--config=f'], { VOLCANO_ADMISSION_V: 'x' }, 'port: 0')
    expect(answer).toEqual({
      mistakes: [
        'f: port: invalid value "0": Configured port is invalid: the port should be in the range of 1 and 65535',
        'VOLCANO_ADMISSION_V: invalid value "x": must be a whole number',
      ],
      warnings: [],
    })
  })

  it('does not keep others from being told, with the warnings', () => {
    const args = ['--nope-nope', '--config=f', '--v=x', '--port=x', '--enabled-admission=/jobs/mutat', 'word']
    expect(parse(args, { VOLCANO_ADMISSION_XYZZYXYZZY: '1' }, 'prot: 1')).toEqual({
      mistakes: [
        'unknown flag: --nope-nope',
        'f: prot: unknown key; did you mean port?',
        '--port: invalid value "x": must be a whole number',
        '--v: invalid value "x": must be a whole number',
        noWebhook,
        '--enabled-admission: enabled admission /jobs/mutat not found on the admission registered map; did you mean /jobs/mutate?',
      ],
      warnings: [
        'argument "word" is ignored: it belongs to no flag',
        'environment variable VOLCANO_ADMISSION_XYZZYXYZZY is ignored: no flag has it',
      ],
    })
  })
})

describe('a warning', () => {
  it.each<[string, string[], string[], string[]]>([
    ['no paths', ['--enabled-admission=,'], [], ['--enabled-admission: no webhook is left to serve']],
    [
      'no warning for a path that stands twice',
      ['--enabled-admission=/jobs/mutate,/jobs/mutate'],
      ['/jobs/mutate'],
      [],
    ],
  ])('is given for %s', (_, args, enabledAdmission, warnings) => {
    expect(parse([...complete, ...args])).toEqual({ config: { ...wanted, enabledAdmission }, warnings })
  })

  it.each<[string, string, Record<string, boolean>, string[]]>([
    [
      'a gate of Kubernetes that has no effect here',
      'SidecarContainers=false',
      { SidecarContainers: false },
      ["--feature-gates: SidecarContainers is not one of Volcano's and has no effect here"],
    ],
    ['no warning for one that has', 'PodLevelResources=false', { PodLevelResources: false }, []],
    [
      'a gate that is misspelled',
      'CSIStorag=true',
      { CSIStorag: true },
      ["--feature-gates: CSIStorag is not one of Volcano's and has no effect here; did you mean CSIStorage?"],
    ],
    [
      'no warning for all gates of Volcano at once',
      'AllAlpha=false,PriorityClass=true',
      {
        WorkLoadSupport: false,
        VolcanoJobSupport: false,
        PodDisruptionBudgetsSupport: false,
        QueueCommandSync: false,
        ResourceTopology: false,
        CronVolcanoJobSupport: false,
        AllAlpha: false,
      },
      [],
    ],
    [
      'no warning for all beta gates of Kubernetes at once',
      'AllBeta=false',
      { PodLevelResources: false, AllBeta: false },
      [],
    ],
    [
      'no warning for a gate that is named beside all others',
      'AllBeta=false,PodLevelResources=true',
      { PodLevelResources: true, AllBeta: false },
      [],
    ],
  ])('is given for %s', (_, gates, changes, warnings) => {
    const featureGates = { ...wanted.decisions.featureGates, ...changes }
    expect(parse([...complete, `--feature-gates=${gates}`])).toEqual({
      config: { ...wanted, decisions: { ...wanted.decisions, featureGates } },
      warnings,
    })
  })
})

describe('help and version', () => {
  it.each<[string, string[], 'help' | 'version']>([
    ['--help', ['--help'], 'help'],
    ['-h', ['-h'], 'help'],
    ['--help among mistakes', ['--nope', '--port=x', '--help'], 'help'],
    ['both', ['--version', '--help'], 'help'],
    ['--version', ['--version'], 'version'],
    ['--version among mistakes', ['--nope', '--version', '--port=x', '--config=missing'], 'version'],
  ])('are answered for %s', (_, args, asked) => {
    expect(parse(args)).toEqual({ asked })
  })

  it.each([
    ['--version=false', [...complete, '--version=false']],
    ['a value that looks like it', [...complete, '--kubeconfig', '--help']],
  ])('are not answered for %s', (_, args) => {
    expect(parse(args)).toHaveProperty('config')
  })
})

test('any arguments get an answer', { timeout: 60_000 }, () => {
  const name = fc.constantFrom(...flagNames, 'v', 'nope')
  const arg = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(name, fc.string()).map(([name, value]) => `--${name}=${value}`),
    name.map((name) => `--${name}`),
    fc.string().map((text) => `-${text}`),
  )
  fc.assert(
    fc.property(fc.array(arg), fc.option(fc.string({ unit: 'binary' }), { nil: undefined }), (args, file) => {
      const answer = parse(args, { VOLCANO_ADMISSION_CONFIG: file }, file)
      expect('config' in answer || 'asked' in answer || answer.mistakes.length > 0).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
