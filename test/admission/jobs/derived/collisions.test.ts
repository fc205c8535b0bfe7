import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../../src/admission/finding.ts'
import { validateJobs } from '../../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../../src/admission/settings.ts'
import type { Container } from '../../../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import type { Job, JobSpec } from '../../../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aTask, decide } from '../../../builders.ts'

const settings = { ...defaultSettings, preset: 'recommended' } as const
const rules = [
  'templates-leave-room-for-plugins',
  'additions-of-plugins-are-legal',
  'claims-are-named-once',
  'ports-can-be-reached',
]

const sentences = (job: Job): readonly string[] =>
  decide(validateJobs, job, { settings })
    .findings.filter(({ rule }) => rules.includes(rule))
    .map((finding) => `${finding.severity} ${sentenceOf(finding)}`)

const withSpec = (plugins: JobSpec['plugins'], spec: PodSpec, more: JobSpec = {}): Job =>
  aJob({ plugins: plugins ?? {}, tasks: [aTask('worker', { template: { spec } })], ...more })

const roles = [aTask('master'), aTask('worker')]

const main: Container = { name: 'main', image: 'busybox' }

const withContainer = (plugins: JobSpec['plugins'], container: Container, more: PodSpec = {}): Job =>
  withSpec(plugins, { containers: [{ ...main, ...container }], ...more })

const volumes = [{ name: 'data', emptyDir: {} }]
const mountedAt = (mountPath: string) => ({ volumeMounts: [{ name: 'data', mountPath }] })
const svc = { svc: ['--disable-network-policy=true'] }
const container = 'spec.tasks[0].template.spec.containers[0]'
const second = "Volcano's own controller adds a second one, and the API server refuses the pods"
const own = (what: string): string => `this ${what} is the pod's own: the job plugin leaves it; ${second}`

describe('plugins and templates are in the way of each other:', () => {
  it.each<[string, Job, string[]]>([
    [
      'a mount at /etc/volcano with svc',
      withContainer(svc, mountedAt('/etc/volcano'), { volumes }),
      [`deny ${container}.volumeMounts[0].mountPath: Duplicate value: "/etc/volcano": ${own('mountPath')}`],
    ],
    [
      'a mount where ssh has its keys',
      withContainer({ ssh: ['--ssh-key-file-path=/keys'] }, mountedAt('/keys'), { volumes }),
      [`deny ${container}.volumeMounts[0].mountPath: Duplicate value: "/keys": ${own('mountPath')}`],
    ],
    [
      'a volume of the name that svc gives its own',
      withContainer(svc, {}, { volumes: [{ name: 'train-svc', emptyDir: {} }] }),
      [`deny spec.tasks[0].template.spec.volumes[0].name: Duplicate value: "train-svc": ${own('name')}`],
    ],
    [
      'a port of the name of one of mpi, with another number',
      withContainer({ mpi: [] }, { ports: [{ name: 'mpijob-port', containerPort: 2222 }] }),
      [`deny ${container}.ports[0].name: Duplicate value: "mpijob-port": ${own('name')}`],
    ],
    [
      'a volume of the job at /etc/volcano with svc',
      aJob({ plugins: svc, volumes: [{ mountPath: '/etc/volcano', volumeClaimName: 'c' }] }),
      [
        `deny spec.volumes[0].mountPath: Duplicate value: "/etc/volcano": a job plugin mounts its files there, too, and leaves the volume of the job; ${second}`,
      ],
    ],
    [
      'ssh where svc is',
      aJob({ plugins: { ...svc, ssh: ['--ssh-key-file-path=/etc/volcano'] } }),
      [
        `deny spec.plugins[ssh][0]: Duplicate value: "/etc/volcano": svc mounts the lists of hosts there, and is left out; ${second}`,
      ],
    ],
    ...(['containers', 'initContainers'] as const).map((list): [string, Job, string[]] => [
      `one of the ${list} called as that of pytorch`,
      aJob({
        plugins: { ...svc, pytorch: ['--wait-master-enabled'] },
        tasks: [
          aTask('worker', {
            template: { spec: { containers: [main], [list]: [{ ...main, name: 'wait-for-master' }] } },
          }),
          aTask('master'),
        ],
      }),
      [
        list === 'containers'
          ? `deny ${container}.name: Duplicate value: "wait-for-master": ${own('name')}`
          : `warn spec.tasks[0].template.spec.initContainers[0].name: Invalid value: "wait-for-master": this name is the pod's own: the job plugin leaves it`,
      ],
    ]),
    [
      'a command where ray has its own',
      aJob({
        plugins: { ray: [], ...svc },
        tasks: [
          aTask('head', { template: { spec: { containers: [{ ...main, name: 'head', command: ['serve'] }] } } }),
          aTask('worker', { template: { spec: { containers: [{ ...main, name: 'worker' }] } } }),
        ],
      }),
      [
        `warn ${container}.command: Invalid value: ["serve"]: the job plugin starts this container with a command of its own, as in Volcano, and leaves args`,
      ],
    ],
  ])('%s', (_, job, expected) => {
    expect(sentences(job)).toEqual(expected)
  })
})

describe('plugins and templates get along:', () => {
  it.each<[string, Job]>([
    ['a mount at /etc/volcano without svc', withContainer({ env: [] }, mountedAt('/etc/volcano'), { volumes })],
    ['a mount elsewhere', withContainer(svc, mountedAt('/data'), { volumes })],
    [
      'a mount at /root/.ssh while ssh is elsewhere',
      withContainer({ ssh: ['--ssh-key-file-path=/k'] }, mountedAt('/root/.ssh'), { volumes }),
    ],
    [
      'a port of the name and number of mpi',
      withContainer({ mpi: [] }, { ports: [{ name: 'mpijob-port', containerPort: 22 }] }),
    ],
    ['a variable of the name of one of svc', withContainer(svc, { env: [{ name: 'VC_WORKER_NUM', value: '9' }] })],
    ['a command without ray', withContainer(svc, { command: ['run'] })],
  ])('%s', (_, job) => {
    expect(sentences(job)).toEqual([])
  })
})

describe('what plugins add is illegal:', () => {
  it.each<[string, Job, string[]]>([
    [
      'ssh without a path',
      aJob({ plugins: { ssh: ['--ssh-port=1', '--ssh-key-file-path='] } }),
      [
        'deny spec.plugins[ssh][1]: Required value: ssh mounts its keys at this path; say where, or leave --ssh-key-file-path out',
      ],
    ],
    [
      'pytorch without an image',
      aJob({ plugins: { pytorch: ['--wait-master-enabled', '--wait-master-image='] }, tasks: roles }),
      [
        'deny spec.plugins[pytorch][1]: Required value: the init container of workers has this image; name one, or leave --wait-master-image out',
      ],
    ],
    [
      'pytorch with blanks around the image of the init container',
      aJob({ plugins: { pytorch: ['--wait-master-enabled', '--wait-master-image=busybox '] }, tasks: roles }),
      ['deny spec.plugins[pytorch][1]: Invalid value: "busybox ": must not have leading or trailing whitespace'],
    ],
    [
      'a mount at the path of a device',
      withContainer(
        { svc: ['--disable-network-policy=true'] },
        { volumeDevices: [{ name: 'disk', devicePath: '/etc/volcano' }] },
        { volumes: [{ name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }] },
      ),
      [
        `deny ${container}.volumeDevices[0].devicePath: Duplicate value: "/etc/volcano": a job plugin mounts its files there; give the device another path`,
      ],
    ],
  ])('%s', (_, job, expected) => {
    expect(sentences(job)).toEqual(expected)
  })

  it('not an image that no pod gets', () => {
    const tasks = [aTask('master'), aTask('worker')]
    expect(sentences(aJob({ tasks, plugins: { pytorch: ['--wait-master-image='] } }))).toEqual([])
  })
})

it('a claim that is named twice is mounted once', () => {
  const twice = [
    { mountPath: '/a', volumeClaimName: 'data' },
    { mountPath: '/b', volumeClaimName: 'data' },
    { mountPath: '/c', volumeClaimName: 'other' },
  ]
  expect(sentences(aJob({ volumes: twice }))).toEqual([
    'warn spec.volumes[1].volumeClaimName: Duplicate value: "data": spec.volumes[0] names this claim, too, and it is mounted there alone: nothing is mounted at /b; name each claim once',
  ])
})

it('claims that are made have no names yet', () => {
  const volumeClaim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
  const made = ['/a', '/b'].map((mountPath) => ({ mountPath, volumeClaim }))
  expect(sentences(aJob({ volumes: made }))).toEqual([])
})

describe('a NetworkPolicy cuts ports off:', () => {
  const advice = 'give svc --disable-network-policy=true where others are to reach it'
  const port = (containerPort: number, name?: string) => ({ ports: [{ containerPort, ...(name && { name }) }] })

  it.each<[string, Job, string[]]>([
    [
      'with svc',
      withContainer({ svc: [] }, port(8080)),
      [
        `warn ${container}.ports[0].containerPort: Invalid value: 8080: the NetworkPolicy "train" of svc lets only pods of the job reach this port; ${advice}`,
      ],
    ],
    [
      'of many ports the first is named',
      withContainer({ svc: [] }, { ports: [{ containerPort: 80 }, { containerPort: 81 }, { containerPort: 82 }] }),
      [
        `warn ${container}.ports[0].containerPort: Invalid value: 80: the NetworkPolicy "train" of svc lets only pods of the job reach this port, and 2 more like it; ${advice}`,
      ],
    ],
    [
      'with ray',
      aJob({ plugins: { ray: [], svc: [] } }),
      [
        `warn spec.plugins[ray]: Invalid value: []: the NetworkPolicy "train" of svc lets only pods of the job reach the Service "train-head-svc"; ${advice}`,
      ],
    ],
  ])('%s', (_, job, expected) => {
    expect(sentences(job)).toEqual(expected)
  })

  it.each<[string, Job]>([
    ['not without svc', withContainer({ env: [] }, port(8080))],
    ['not when it is switched off', withContainer({ svc: ['--disable-network-policy'] }, port(8080))],
    ['not with ray when it is switched off', aJob({ plugins: { ray: [], svc: ['--disable-network-policy'] } })],
    ['not those of a job without ports', withContainer({ svc: [] }, {})],
    ['not the port of mpi', withContainer({ svc: [], mpi: ['--port=23'] }, port(23))],
    ['not the port of tensorflow', withContainer({ svc: [], tensorflow: [] }, port(2222))],
    ['not the port of ssh', withContainer({ svc: [], ssh: ['--ssh-port=2022'] }, port(2022))],
    ['not one by whose name pods of the job talk to each other', withContainer({ svc: [] }, port(2222, 'tfjob-port'))],
    ['not those of the network of the node', withContainer({ svc: [] }, port(8080), { hostNetwork: true })],
  ])('%s', (_, job) => {
    expect(sentences(job)).toEqual([])
  })
})
