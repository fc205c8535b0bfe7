import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import { plugins } from '../../../src/plugins/registry.ts'
import { aJob, aTask, decide } from '../../builders.ts'
import { findingsOf } from './findings-of.ts'

const tasks = [aTask('master'), aTask('worker'), aTask('head')]
const jobWith = (given: Readonly<Record<string, readonly string[]>>) => aJob({ tasks, plugins: given as never })
const stops = 'Volcano stops reading here'

describe('plugin-arguments-are-understood:', () => {
  const rule = 'plugin-arguments-are-understood'

  it.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['no arguments', { env: [], svc: [], ssh: [] }],
    ['each flag of a plugin once', { svc: ['--publish-not-ready-addresses', '-disable-network-policy=T'] }],
    ['a value as an element of its own', { ssh: ['--ssh-port', '2222', '--ssh-key-file-path', '/home/mpi/.ssh'] }],
    ['a port that Go reads from hexadecimal digits', { tensorflow: ['--port=0x1F90'] }],
    ['nothing behind --', { svc: ['--'] }],
    ['a flag of this server behind those of Volcano', { ssh: ['--ssh-port=2222', '--ssh-secret-name=keys'] }],
    ['a path with a blank', { ssh: ['--ssh-key-file-path=/home/my user/.ssh'] }],
    ['a plugin that nobody knows', { nope: ['--x'] }],
    ['a port that the API server will refuse, which is for another rule', { pytorch: ['--port=70000'] }],
  ])('nothing is said of %s', (_, given) => {
    expect(findingsOf(rule, jobWith(given))).toEqual([])
  })

  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      'a misspelt flag',
      'svc',
      ['--inject-hosts-env', '--publish-not-ready-address'],
      [
        `spec.plugins[svc][1]: Unsupported value: "--publish-not-ready-address": flag provided but not defined: -publish-not-ready-address: ${stops}; did you mean --publish-not-ready-addresses?`,
      ],
    ],
    [
      'a flag that resembles none',
      'hcclrank',
      ['--completely-different=1'],
      [
        `spec.plugins[hcclrank][0]: Unsupported value: "--completely-different": flag provided but not defined: -completely-different: ${stops}; the flags of hcclrank are --master, --worker`,
      ],
    ],
    [
      'flag and value in one element',
      'mpi',
      ['--port 2222'],
      [
        `spec.plugins[mpi][0]: Unsupported value: "--port": flag provided but not defined: -port: ${stops}; one element of the list is one flag: --port=value`,
      ],
    ],
    [
      'the value of a switch as an element of its own',
      'svc',
      ['--inject-hosts-env', 'false'],
      [
        `spec.plugins[svc][1]: Invalid value: "": "false" is no flag: ${stops}; a switch has its value behind an equal sign: --inject-hosts-env=true`,
      ],
    ],
    [
      'a word',
      'svc',
      ['---inject-hosts-env'],
      [
        `spec.plugins[svc][0]: Invalid value: "": "---inject-hosts-env" is no flag: ${stops}; one element of the list is one flag: --flag=value`,
      ],
    ],
    [
      'a switch that is neither on nor off',
      'svc',
      ['--inject-hosts-env=maybe'],
      [
        'spec.plugins[svc][0]: Invalid value: "--inject-hosts-env": invalid value "maybe" for flag -inject-hosts-env: it counts as false, and Volcano does not read what follows; give true or false',
      ],
    ],
    [
      'a number that is none',
      'tensorflow',
      ['--port=08'],
      [
        'spec.plugins[tensorflow][0]: Invalid value: "--port": invalid value "08" for flag -port: it counts as 0, or the nearest number that there is, and Volcano does not read what follows; give a whole number',
      ],
    ],
    [
      'a flag without its value',
      'mpi',
      ['--master'],
      ['spec.plugins[mpi][0]: Invalid value: "--master": flag needs an argument: -master; write --master=VALUE'],
    ],
    [
      'a flag twice',
      'mpi',
      ['--worker=a', '--port=22', '--worker=worker'],
      [
        'spec.plugins[mpi][2]: Duplicate value: "--worker": element 0 of the list sets it already, and the last one counts; keep one',
      ],
    ],
    [
      'two flags in one element',
      'mpi',
      ['--worker=worker --port=2222'],
      [
        'spec.plugins[mpi][0]: Invalid value: "--worker": --port is part of the value of --worker: one element of the list is one flag; give it its own',
      ],
    ],
    [
      'flags behind --',
      'svc',
      ['--inject-hosts-env', '--', '--disable-network-policy'],
      ['spec.plugins[svc][2]: Invalid value: "": nothing behind -- is read; leave -- out'],
    ],
    [
      'a port of ssh that means 22',
      'ssh',
      ['--ssh-port=70000'],
      ['spec.plugins[ssh][0]: Invalid value: "--ssh-port": 70000 is no port; ports go from 1 to 65535'],
    ],
    [
      'a port that is one only after Go has cut it',
      'pytorch',
      ['--port=4294967297'],
      ['spec.plugins[pytorch][0]: Invalid value: "--port": 4294967297 is no port; ports go from 1 to 65535'],
    ],
    [
      'a flag of this server before those of Volcano',
      'ssh',
      ['--ssh-secret-name=keys', '--ssh-port=2222'],
      [
        `spec.plugins[ssh][0]: Invalid value: "--ssh-secret-name": Volcano's controller does not know this flag and reads nothing behind it; put it last`,
      ],
    ],
    [
      'arguments of a plugin that takes none',
      'env',
      ['--x=1', '--y'],
      ['spec.plugins[env][0]: Invalid value: "": env takes no arguments; remove them'],
    ],
    [
      'all that is wrong, also behind the first mistake',
      'pytorch',
      ['--prot=1', 'word', '--wait-master-enabled=2', '--master=master'],
      [
        `spec.plugins[pytorch][0]: Unsupported value: "--prot": flag provided but not defined: -prot: ${stops}; did you mean --port?`,
        `spec.plugins[pytorch][1]: Invalid value: "": "word" is no flag: ${stops}; one element of the list is one flag: --flag=value`,
        'spec.plugins[pytorch][2]: Invalid value: "--wait-master-enabled": invalid value "2" for flag -wait-master-enabled: it counts as false, and Volcano does not read what follows; give true or false',
      ],
    ],
  ])('%s', (_, plugin, args, want) => {
    expect(findingsOf(rule, jobWith({ [plugin]: args }))).toEqual(want)
  })

  it('the API server cuts no warning, whatever flag is misspelt or misread', () => {
    for (const { name, flags } of plugins)
      for (const flag of Object.keys(flags)) {
        const args = [
          `--${flag.replace('-', '')}`,
          '--far-from-all',
          `--${flag}`,
          'a long word behind the flag',
          '--',
          '',
        ]
        const found = findingsOf(rule, jobWith({ [name]: args }))
        expect(found.filter((sentence) => sentence.length > 256)).toEqual([])
      }
  })

  it('keys are never shown, wherever they stand', () => {
    const secret = 'MIIEpAIBAAKCAQEAsecretSECRETsecret'
    const key = `-----BEGIN RSA PRIVATE KEY-----\n${secret}\n-----END RSA PRIVATE KEY-----\n`
    const places = fc.constantFrom(
      [`--ssh-private-key=${key}`],
      [`--ssh-private-key ${key}`],
      ['--ssh-private-key', key],
      [`--ssh-privatekey=${key}`],
      [`--ssh-port=${key}`],
      ['--ssh-port', secret],
      [`--${secret}`],
      [`--${secret}=1`],
      [`--ssh-public-key=${secret} --ssh-port=1`],
      [key],
      [secret],
      ['--', key],
    )
    fc.assert(
      fc.property(fc.array(places, { maxLength: 4 }), (lists) => {
        const { findings } = decide(validateJobs, jobWith({ ssh: lists.flat(), mpi: [] }))
        expect(findings.map(sentenceOf).join('\n')).not.toMatch(/MIIE|secretSECRET|-----/)
      }),
    )
  })

  it('keys are not shown when they change either', () => {
    const [oldObject, object] = ['old', 'new'].map((key) => jobWith({ ssh: [`--ssh-private-key=${key} SECRET`] }))
    const { findings } = decide(validateJobs, object, { operation: 'UPDATE', oldObject })
    expect(findings.map(sentenceOf)).toEqual([
      'spec.plugins[ssh][0]: Forbidden: job updates may not change fields other than `minAvailable`, `tasks[*].replicas under spec` and `PriorityClassName`; this one changes: make a new job',
    ])
  })

  it.each([['--ssh-secret-name=a'], ['word'], ['--ssh-port=22'], ['--nope']])(
    'of endless lists of %s a few are told',
    (arg) => {
      const job = jobWith({ ssh: Array.from({ length: 100_000 }, () => arg) })
      const started = process.cpuUsage()
      expect(findingsOf(rule, job)).toHaveLength(50)
      expect(process.cpuUsage(started).user).toBeLessThan(2_000_000)
    },
  )

  it('any arguments of any plugin can be looked at', () => {
    const names = plugins.map(({ name }) => name)
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.array(fc.string())), (given) => {
        expect(() => findingsOf(rule, jobWith(given))).not.toThrow()
      }),
    )
  })
})

describe('plugin-ports-are-legal:', () => {
  const rule = 'plugin-ports-are-legal'
  const opens = (plugin: string) =>
    `${plugin} opens this port in pods, and the API server refuses them; ports go from 1 to 65535`

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['a port', 'pytorch', ['--port=65535'], []],
    ['a number that Go cuts to a port', 'pytorch', ['--port=4294967297'], []],
    ['a port that is told and not opened', 'tensorflow', ['--port=0'], []],
    ['a port that no pod gets, as pytorch has no master', 'pytorch', ['--master=nobody', '--port=0'], []],
    ['a port behind a mistake, which is not read', 'mpi', ['--nope', '--port=0'], []],
    [
      'a number that is no port',
      'mpi',
      ['--port=70000'],
      [`spec.plugins[mpi][0]: Invalid value: "--port=70000": ${opens('mpi')}`],
    ],
    [
      'the last of two that is read',
      'mpi',
      ['--port=0', '--nope', '--port=22'],
      [`spec.plugins[mpi][0]: Invalid value: "--port=0": ${opens('mpi')}`],
    ],
    [
      'the last of two',
      'mpi',
      ['--port=22', '--port=0'],
      [`spec.plugins[mpi][1]: Invalid value: "--port=0": ${opens('mpi')}`],
    ],
    [
      'a value that cannot be read is 0',
      'pytorch',
      ['--master=master', '--port=abc'],
      [`spec.plugins[pytorch][1]: Invalid value: "--port=0": ${opens('pytorch')}`],
    ],
    [
      'each port of ray',
      'ray',
      ['--port=-1', '--dashboardPort', '0'],
      [
        `spec.plugins[ray][0]: Invalid value: "--port=-1": ${opens('ray')}`,
        `spec.plugins[ray][1]: Invalid value: "--dashboardPort=0": ${opens('ray')}`,
      ],
    ],
  ])('%s', (_, plugin, args, want) => {
    expect(findingsOf(rule, jobWith({ [plugin]: args }))).toEqual(want)
  })

  it('refuses under the preset `recommended`', () => {
    const job = jobWith({ mpi: ['--port=0'] })
    const { allowed } = decide(validateJobs, job, { settings: { ...defaultSettings, preset: 'recommended' } })
    expect([decide(validateJobs, job).allowed, allowed]).toEqual([true, false])
  })
})

describe('ray-ports-differ:', () => {
  const twice = 'has this number, too, and the API server refuses a Service with one port twice; change one of them'
  it.each<[string, readonly string[], readonly string[]]>([
    ['the defaults', [], []],
    ['three numbers', ['--port=1', '--clientPort=2'], []],
    [
      'the default of another',
      ['--clientPort=8265'],
      [`spec.plugins[ray][0]: Duplicate value: "--clientPort=8265": --dashboardPort ${twice}`],
    ],
    [
      'one number for all',
      ['--port=1', '--dashboardPort=1', '--clientPort=1'],
      [
        `spec.plugins[ray][1]: Duplicate value: "--dashboardPort=1": --port ${twice}`,
        `spec.plugins[ray][2]: Duplicate value: "--clientPort=1": --port ${twice}`,
      ],
    ],
  ])('%s', (_, args, want) => {
    expect(findingsOf('ray-ports-differ', jobWith({ ray: args }))).toEqual(want)
  })
})

describe('ssh-port-is-that-of-mpi:', () => {
  const differ = (opened: number, used: number) =>
    `Invalid value: "--port=${opened}": mpi opens the port ${opened} for sshd, but ssh goes to ${used}; give mpi --port and ssh --ssh-port one number`
  it.each<[string, Readonly<Record<string, readonly string[]>>, readonly string[]]>([
    ['the defaults', { mpi: [], ssh: [], svc: [] }, []],
    ['the same', { mpi: ['--port=2222'], ssh: ['--ssh-port=2222'] }, []],
    ['no mpi', { ssh: ['--ssh-port=2222'] }, []],
    ['mpi alone', { mpi: ['--master=master', '--port=2222'], ssh: [] }, [`spec.plugins[mpi][1]: ${differ(2222, 22)}`]],
    ['ssh alone', { mpi: [], ssh: ['--ssh-port=2222'] }, [`spec.plugins[mpi]: ${differ(22, 2222)}`]],
  ])('%s', (_, given, want) => {
    expect(findingsOf('ssh-port-is-that-of-mpi', jobWith(given))).toEqual(want)
  })
})
