import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateJobFlows } from '../../../src/admission/jobflows/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { Flow, JobFlow } from '../../../src/kubernetes/shapes/job-flow.ts'
import type { JobTemplate } from '../../../src/kubernetes/shapes/job-template.ts'
import { aCluster, aJob, aReview, aTask, decide } from '../../builders.ts'

const aFlow = (name: string, ...targets: readonly string[]): Flow => ({
  name,
  ...(targets.length > 0 && { dependsOn: { targets } }),
})
const aJobFlow = (flows: readonly Flow[], name = 'study'): JobFlow => ({
  metadata: { name, namespace: 'lab' },
  spec: { flows, jobRetainPolicy: 'retain' },
})
const aTemplate = (name: string, spec = aJob().spec ?? {}): JobTemplate => ({
  metadata: { name, namespace: 'lab' },
  spec,
})

/** What is said where job templates are not known. */
const cluster = { queues: aCluster().queues }
const check = (jobFlow: unknown, more: Parameters<typeof decide>[2] = {}) =>
  decide(validateJobFlows, jobFlow, { cluster, ...more })
const findingsOf = (jobFlow: unknown, more: Parameters<typeof decide>[2] = {}) =>
  check(jobFlow, more).findings.map(({ severity, ...finding }) => `${severity} ${sentenceOf({ severity, ...finding })}`)

describe('a job flow is accepted when', () => {
  it.each([
    ['its flows form a chain', aJobFlow([aFlow('a'), aFlow('b', 'a'), aFlow('c', 'b')])],
    ['its flows form a diamond', aJobFlow([aFlow('a'), aFlow('b', 'a'), aFlow('c', 'a'), aFlow('d', 'b', 'c')])],
    ['a flow waits for one that stands behind it', aJobFlow([aFlow('b', 'a'), aFlow('a')])],
    ['a target is named twice', aJobFlow([aFlow('a'), aFlow('b', 'a', 'a')])],
    ['the list of targets is empty', aJobFlow([{ name: 'a', dependsOn: { targets: [] } }])],
    ['it has no flows', aJobFlow([])],
    ['it has no spec', { metadata: { name: 'study' } }],
    ['a flow is called like a part of JavaScript', aJobFlow([aFlow('constructor'), aFlow('a', 'constructor')])],
  ])('%s', (_, jobFlow) => expect(findingsOf(jobFlow)).toEqual([]))
})

const unknown = (path: string, name: string) =>
  `deny ${path}: Not found: "${name}": jobflow Flow is not DAG: vertex is not defined: ${name}; add a flow of this name, or take the target away`
const circle = (path: string, target: string, drawn: string) =>
  `deny ${path}: Invalid value: "${target}": jobflow Flow is not DAG; these flows wait for each other for ever: ${drawn}; take one of the targets away`

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `f${i}`)

describe('a job flow is refused when', () => {
  it.each<[string, JobFlow, readonly string[]]>([
    ['a target is unknown', aJobFlow([aFlow('a', 'b')]), [unknown('spec.flows[0].dependsOn.targets[0]', 'b')]],
    [
      'several targets are unknown',
      aJobFlow([aFlow('a', 'x'), aFlow('b', 'a', 'y', 'z')]),
      [
        unknown('spec.flows[0].dependsOn.targets[0]', 'x'),
        unknown('spec.flows[1].dependsOn.targets[1]', 'y'),
        unknown('spec.flows[1].dependsOn.targets[2]', 'z'),
      ],
    ],
    [
      'a target has the name of a part of JavaScript',
      aJobFlow([aFlow('a', 'constructor')]),
      [unknown('spec.flows[0].dependsOn.targets[0]', 'constructor')],
    ],
    [
      'a flow waits for itself',
      aJobFlow([aFlow('a'), aFlow('b', 'a', 'b')]),
      [circle('spec.flows[1].dependsOn.targets[1]', 'b', 'b -> b')],
    ],
    [
      'flows wait in a circle, and others behind it',
      aJobFlow([aFlow('x', 'c'), aFlow('a', 'c'), aFlow('b', 'a'), aFlow('c', 'b')]),
      [circle('spec.flows[1].dependsOn.targets[0]', 'c', 'a -> c -> b -> a')],
    ],
    [
      'there are two circles',
      aJobFlow([aFlow('a', 'b'), aFlow('b', 'a'), aFlow('c', 'c')]),
      [
        circle('spec.flows[0].dependsOn.targets[0]', 'b', 'a -> b -> a'),
        circle('spec.flows[2].dependsOn.targets[0]', 'c', 'c -> c'),
      ],
    ],
    [
      'there is a circle beside an unknown target',
      aJobFlow([aFlow('a', 'b', 'x'), aFlow('b', 'a')]),
      [
        unknown('spec.flows[0].dependsOn.targets[1]', 'x'),
        circle('spec.flows[0].dependsOn.targets[0]', 'b', 'a -> b -> a'),
      ],
    ],
    [
      'the circle is long: its middle is left out',
      aJobFlow(numbered(20).map((name, i) => aFlow(name, `f${(i + 1) % 20}`))),
      [circle('spec.flows[0].dependsOn.targets[0]', 'f1', `${numbered(11).join(' -> ')} -> ... (20 flows) -> f0`)],
    ],
  ])('%s', (_, jobFlow, want) => {
    expect(findingsOf(jobFlow)).toEqual(want)
    expect(check(jobFlow).allowed).toBe(false)
  })
})

const duplicate = (i: number, name: string, earlier: number) =>
  `warn spec.flows[${i}].name: Duplicate value: "${name}": spec.flows[${earlier}] has this name: there is one job for both, and the job flow never succeeds; rename one of them`

describe('of flows of one name, the last is looked at, as in Volcano, and each is told:', () => {
  it.each<[string, JobFlow, readonly string[]]>([
    ['they are equal', aJobFlow([aFlow('a'), aFlow('a'), aFlow('a')]), [duplicate(1, 'a', 0), duplicate(2, 'a', 0)]],
    ['others stand before them', aJobFlow([aFlow('b'), aFlow('a'), aFlow('a')]), [duplicate(2, 'a', 1)]],
    ['the last hides a circle', aJobFlow([aFlow('a', 'b'), aFlow('b', 'a'), aFlow('a')]), [duplicate(2, 'a', 0)]],
    ['the last hides an unknown target', aJobFlow([aFlow('a', 'x'), aFlow('a')]), [duplicate(1, 'a', 0)]],
    [
      'the last closes a circle',
      aJobFlow([aFlow('a'), aFlow('b', 'a'), aFlow('a', 'b')]),
      [circle('spec.flows[1].dependsOn.targets[0]', 'a', 'b -> a -> b'), duplicate(2, 'a', 0)],
    ],
  ])('%s', (_, jobFlow, want) => expect(findingsOf(jobFlow)).toEqual(want))
})

/** A copy of what Volcano does: it follows every way, from every flow, and refuses where it comes by a flow twice. */
function isRefusedByVolcano(flows: readonly Flow[]): boolean {
  const targetsOf = new Map(flows.map(({ name = '', dependsOn }) => [name, dependsOn?.targets ?? []]))
  if ([...targetsOf.values()].flat().some((target) => !targetsOf.has(target))) return true
  const meetsItself = (name: string, before: readonly string[]): boolean =>
    (targetsOf.get(name) ?? []).some((target) => before.includes(target) || meetsItself(target, [...before, target]))
  return [...targetsOf.keys()].some((name) => meetsItself(name, [name]))
}

const anyFlows: fc.Arbitrary<readonly Flow[]> = fc.array(
  fc
    .tuple(fc.constantFrom(...'abcdefg'), fc.array(fc.constantFrom(...'abcdefgx'), { maxLength: 2 }))
    .map(([name, targets]) => aFlow(name, ...targets)),
  { maxLength: 7 },
)

it('any job flow is refused where Volcano refuses it', () => {
  fc.assert(
    fc.property(anyFlows, (flows) => {
      expect(check(aJobFlow(flows)).allowed).toBe(!isRefusedByVolcano(flows))
    }),
    { numRuns: 3000 },
  )
})

it('a chain of 100,000 flows is accepted', () => {
  const flows = numbered(100_000).map((name, i) => (i === 0 ? aFlow(name) : aFlow(name, `f${i - 1}`)))
  expect(check(aJobFlow(flows))).toMatchObject({ allowed: true, findings: [] })
})

const n = (length: number) => 'n'.repeat(length)

describe('advice about names:', () => {
  it.each<[string, JobFlow, readonly string[]]>([
    ['a job name of 63 characters is fine', aJobFlow([aFlow(n(20))], 's'.repeat(42)), []],
    [
      'one of 64 is too long',
      aJobFlow([aFlow('a'), aFlow(n(21))], 's'.repeat(42)),
      [
        `warn spec.flows[1].name: Invalid value: "${n(21)}": its job would be called ${'s'.repeat(42)}-${n(21)}, which has 64 characters, and 63 are allowed: shorten one of the names`,
      ],
    ],
    [
      'a flow name that no template can have',
      aJobFlow([aFlow('Big_Step')]),
      [
        "warn spec.flows[0].name: Invalid value: \"Big_Step\": no job template can have this name, so the flow never starts; use a-z, 0-9, '-' and '.'",
      ],
    ],
    [
      'no room for the label of the job flow: lab.<name>',
      aJobFlow([aFlow('a')], 's'.repeat(60)),
      [
        `warn metadata.name: Invalid value: "${'s'.repeat(60)}": jobs would be labelled lab.${'s'.repeat(60)}, which has 64 characters, and 63 are allowed: shorten the name, or no job can be made`,
      ],
    ],
    [
      'no room for the label of the template: lab.<flow>',
      aJobFlow([aFlow(n(60))], 's'),
      [
        `warn spec.flows[0].name: Invalid value: "${n(60)}": jobs would be labelled lab.${n(60)}, which has 64 characters, and 63 are allowed: shorten the name, or no job can be made`,
      ],
    ],
    [
      'of a job flow whose name is still to be generated, only labels are measured',
      aJobFlow([aFlow(n(21)), aFlow(n(63))], ''),
      [
        `warn spec.flows[1].name: Invalid value: "${n(63)}": jobs would be labelled lab.${n(63)}, which has 67 characters, and 63 are allowed: shorten the name, or no job can be made`,
      ],
    ],
  ])('%s', (_, jobFlow, want) => {
    expect(findingsOf(jobFlow)).toEqual(want)
    expect(check(jobFlow).allowed).toBe(true)
  })
})

describe('advice about job templates:', () => {
  const known = (...jobTemplates: readonly JobTemplate[]) => ({ cluster: aCluster({ jobTemplates }) })
  const missing = (i: number, name: string) =>
    `warn spec.flows[${i}].name: Not found: "${name}": no job template of this name in namespace lab: the flow and those behind it in the list wait for it, and after some tries Volcano gives up`

  it.each<[string, JobFlow, readonly JobTemplate[], readonly string[]]>([
    ['they are there', aJobFlow([aFlow('a'), aFlow('b', 'a')]), [aTemplate('a'), aTemplate('b')], []],
    ['they are not', aJobFlow([aFlow('b'), aFlow('a')]), [], [missing(0, 'b'), missing(1, 'a')]],
    [
      'one is in another namespace',
      aJobFlow([aFlow('a')]),
      [{ ...aTemplate('a'), metadata: { name: 'a', namespace: 'office' } }],
      [missing(0, 'a')],
    ],
    [
      'one name is asked for once',
      aJobFlow([aFlow('a'), aFlow('b'), aFlow('a')]),
      [],
      [duplicate(2, 'a', 0), missing(1, 'b'), missing(2, 'a')],
    ],
    [
      'the name of the job flow leaves no room for pods',
      aJobFlow([aFlow('a')], 's'.repeat(53)),
      [aTemplate('a', { tasks: [aTask('t'), aTask('worker')] })],
      [
        `warn spec.flows[0].name: Invalid value: "a": a pod of its job would be called ${'s'.repeat(53)}-a-worker-1, which has 64 characters, and 63 are allowed: shorten the name of the job flow`,
      ],
    ],
    [
      'a task without a name is called by its place',
      aJobFlow([aFlow('a')], 's'.repeat(51)),
      [aTemplate('a', { tasks: [{}] })],
      [
        `warn spec.flows[0].name: Invalid value: "a": a pod of its job would be called ${'s'.repeat(51)}-a-default0-0, which has 64 characters, and 63 are allowed: shorten the name of the job flow`,
      ],
    ],
    [
      'nothing of svc, which mpi brings, can be called after a job flow with dots',
      aJobFlow([aFlow('a')], 's.t'),
      [aTemplate('a', { plugins: { mpi: [] } })],
      [
        'warn metadata.name: Invalid value: "s.t": the volume that ssh mounts would be called "s.t-a-ssh": must not contain dots; give it another name, such as "s-t"',
        'warn metadata.name: Invalid value: "s.t": the Service that svc makes would be called "s.t-a": must not contain dots; give it another name, such as "s-t"',
        'warn metadata.name: Invalid value: "s.t": the volume that svc mounts would be called "s.t-a-svc": must not contain dots; give it another name, such as "s-t"',
      ],
    ],
    [
      'a template with dots needs another name where volumes are called after it',
      aJobFlow([aFlow('a.b')], 'steps'),
      [aTemplate('a.b', { volumes: [{ mountPath: '/d', volumeClaimName: 'd' }] })],
      [
        'warn spec.flows[0].name: Invalid value: "a.b": a volume of spec.volumes would be called "steps-a.b-000000000000": must not contain dots; give it another name, such as "a-b"',
      ],
    ],
    ['dots are fine where nothing is called after it', aJobFlow([aFlow('a.b')], 's.t'), [aTemplate('a.b')], []],
    [
      'pods with names of 63 characters are fine',
      aJobFlow([aFlow('a')], 's'.repeat(50)),
      [aTemplate('a', { tasks: [{}] })],
      [],
    ],
  ])('%s', (_, jobFlow, templates, want) => {
    expect(findingsOf(jobFlow, known(...templates))).toEqual(want)
  })

  it('looks in the namespace of the job flow', () => {
    const { cluster } = known({ ...aTemplate('a'), metadata: { name: 'a', namespace: 'office' } })
    expect(findingsOf(aJobFlow([aFlow('a')]), { cluster, namespace: 'office' })).toEqual([])
  })

  it('misses no template that cannot be', () => {
    expect(findingsOf(aJobFlow([aFlow('Big_Step')]), known())).toEqual([
      expect.stringContaining('no job template can have this name'),
    ])
  })

  it('is left out where templates are not known', () => {
    expect(check(aJobFlow([aFlow('a')])).skipped).toEqual(
      expect.arrayContaining(['job-templates-exist', 'pod-names-have-room']),
    )
  })
})

describe('what Volcano never does is told once:', () => {
  it.each<[string, JobFlow, readonly string[]]>([
    [
      'patches',
      aJobFlow([aFlow('a'), { name: 'b', patch: {} }, { name: 'c', patch: { jobSpec: { queue: 'nowhere' } } }]),
      [
        'warn spec.flows[1].patch: Forbidden: Volcano never applies it (spec.flows[2], too): the job is made of the job template alone, so change that one',
      ],
    ],
    [
      'probes',
      aJobFlow([aFlow('a'), { name: 'b', dependsOn: { targets: ['a'], probe: {} } }]),
      [
        'warn spec.flows[1].dependsOn.probe: Forbidden: Volcano never asks it: a flow starts when the jobs of its targets are completed',
      ],
    ],
  ])('%s', (_, jobFlow, want) => expect(findingsOf(jobFlow)).toEqual(want))
})

it('probes that nobody can answer are told', () => {
  const probe = {
    httpGetList: [{ taskName: 'web', port: 8080 }, { taskName: 'web' }],
    tcpSocketList: [{ port: 65536 }],
    taskStatusList: [{ taskName: 'web', phase: 'Running' }, {}],
  }
  const at = 'warn spec.flows[0].dependsOn.probe'
  expect(findingsOf(aJobFlow([{ name: 'a', dependsOn: { probe } }])).slice(1)).toEqual([
    `${at}.httpGetList[1].port: Invalid value: 0: nobody can listen there; ports are 1 to 65535`,
    `${at}.tcpSocketList[0].taskName: Required value: say which task is asked`,
    `${at}.tcpSocketList[0].port: Invalid value: 65536: nobody can listen there; ports are 1 to 65535`,
    `${at}.taskStatusList[1].taskName: Required value: say which task is asked`,
    `${at}.taskStatusList[1].phase: Required value: say which phase is waited for, such as Running`,
  ])
})

describe('the job in a patch', () => {
  const patched = (jobSpec: JobTemplate['spec'] = {}) =>
    findingsOf(aJobFlow([aFlow('a'), { name: 'b', patch: { jobSpec } }])).slice(1)

  it('is checked as a job, as advice, where it has tasks', () => {
    expect(patched({ queue: 'nowhere', minAvailable: 2, tasks: [aTask('t')] })).toEqual([
      "warn spec.flows[1].patch.jobSpec.minAvailable: Invalid value: 2: job 'minAvailable' should not be greater than total replicas in tasks; replicas in all: 1, so lower minAvailable or raise replicas",
      'warn spec.flows[1].patch.jobSpec.queue: Not found: "nowhere": unable to find job queue: queue.scheduling.volcano.sh "nowhere" not found; create the queue or name one that exists',
    ])
  })

  it('is complete when it is checked', () => expect(patched({ tasks: [{ ...aTask(''), maxRetry: 0 }] })).toEqual([]))

  it('without tasks is too little to be judged', () => expect(patched({ queue: 'nowhere' })).toEqual([]))
})

describe('is looked up:', () => {
  const lookUpsOf = (jobFlow: JobFlow) =>
    validateJobFlows.open(aReview(validateJobFlows, jobFlow), defaultSettings).lookUps
  const template = (name: string) => ({ from: 'jobTemplates', namespace: 'lab', name })
  const patch = (queue?: string) => ({ jobSpec: { tasks: [aTask('t')], ...(queue !== undefined && { queue }) } })

  it.each<[string, JobFlow, readonly unknown[]]>([
    ['nothing for nothing', { metadata: { name: 'study' } }, []],
    ['a template once', aJobFlow([aFlow('a'), aFlow('b'), aFlow('a')]), [template('b'), template('a')]],
    [
      'a queue of patches once',
      aJobFlow([
        { name: 'a', patch: patch('q') },
        { name: 'b', patch: patch() },
        { name: 'c', patch: patch('q') },
      ]),
      [template('a'), template('b'), template('c'), { from: 'queues', name: 'q' }, { from: 'queues', name: 'default' }],
    ],
  ])('%s', (_, jobFlow, want) => expect(lookUpsOf(jobFlow)).toEqual(want))

  it('at most a hundred templates', () => {
    expect(lookUpsOf(aJobFlow(numbered(1000).map((name) => aFlow(name))))).toHaveLength(100)
  })
})

it.each([
  ['spec.flows[0].dependsOn.targets[0]', [{ name: 'a', dependsOn: { targets: [1] } }]],
  ['spec.flows[0].patch.jobSpec.minAvailable', [{ name: 'a', patch: { jobSpec: { minAvailable: 'all' } } }]],
])('a value of a wrong type is refused at %s', (path, flows) => {
  const { allowed, findings } = check({ metadata: { name: 'study' }, spec: { flows } })
  expect({ allowed, paths: findings.map((finding) => finding.path) }).toEqual({ allowed: false, paths: [path] })
})

it('another operation is told so in the words of Volcano', () => {
  expect(findingsOf(aJobFlow([]), { operation: 'DELETE' })).toEqual([
    "deny Invalid value: \"DELETE\": expect operation to be 'CREATE' or 'UPDATE'",
  ])
})
