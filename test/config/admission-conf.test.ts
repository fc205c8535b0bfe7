import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseAdmissionConf } from '../../src/config/admission-conf.ts'
import type { ResourceGroup } from '../../src/config/resource-group.ts'

const group = (changes: Partial<ResourceGroup>): ResourceGroup => ({
  name: 'g',
  namespaces: [],
  annotations: [['volcano.sh/resource-group', 'g']],
  schedulerName: '',
  tolerations: [],
  labels: {},
  ...changes,
})

/** One group, written in flow style. */
const parseGroup = (text: string) => parseAdmissionConf(`resourceGroups: [{${text}}]`)

test("Volcano's example is read", () => {
  const text = `
resourceGroups:
- resourceGroup: management                    # set the resource group name
  object:
    key: namespace                             # set the field and the value to be matched
    value:
    - mng-ns-1
  schedulerName: default-scheduler             # set the scheduler for patching
  tolerations:                                 # set the tolerations for patching
  - effect: NoSchedule
    key: taint
    operator: Exists
  labels:
    volcano.sh/nodetype: management           # set the nodeSelector for patching
- resourceGroup: cpu
  object:
    key: annotation
    value:
    - "volcano.sh/resource-group: cpu"
  schedulerName: volcano
  labels:
    volcano.sh/nodetype: cpu
- resourceGroup: gpu
  schedulerName: volcano
  labels:
    volcano.sh/nodetype: gpu
  affinity: '{"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": []}}}'
`
  expect(parseAdmissionConf(text)).toEqual({
    groups: [
      {
        name: 'management',
        namespaces: ['mng-ns-1'],
        annotations: [],
        schedulerName: 'default-scheduler',
        tolerations: [{ key: 'taint', operator: 'Exists', effect: 'NoSchedule' }],
        labels: { 'volcano.sh/nodetype': 'management' },
      },
      {
        name: 'cpu',
        namespaces: [],
        annotations: [['volcano.sh/resource-group', 'cpu']],
        schedulerName: 'volcano',
        tolerations: [],
        labels: { 'volcano.sh/nodetype': 'cpu' },
      },
      {
        name: 'gpu',
        namespaces: [],
        annotations: [['volcano.sh/resource-group', 'gpu']],
        schedulerName: 'volcano',
        tolerations: [],
        labels: { 'volcano.sh/nodetype': 'gpu' },
        affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } },
      },
    ],
    warnings: [],
  })
})

describe('a file without groups', () => {
  it.each([
    ['is empty', ''],
    ['has comments alone', '#resourceGroups:\n#- resourceGroup: a\n'],
    ['has an empty list', 'resourceGroups: []'],
    ['has a key without value', 'resourceGroups:'],
    ['is an empty map', '{}'],
    ['is null', 'null'],
  ])('%s', (_, text) => {
    expect(parseAdmissionConf(text)).toEqual({ groups: [], warnings: [] })
  })
})

describe('a group', () => {
  it.each<[string, string, Partial<ResourceGroup>]>([
    [
      'namespaces',
      'resourceGroup: g, object: {key: namespace, value: [a, 1]}',
      { namespaces: ['a', '1'], annotations: [] },
    ],
    [
      'annotations',
      'resourceGroup: g, object: {key: annotation, value: ["a: b", "c: 1.50\\nd: yes"]}',
      {
        annotations: [
          ['a', 'b'],
          ['c', '1.50'],
          ['d', 'yes'],
        ],
      },
    ],
    [
      'annotations beside its name',
      'resourceGroup: g, object: {value: ["a: b"]}',
      {
        annotations: [
          ['a', 'b'],
          ['volcano.sh/resource-group', 'g'],
        ],
      },
    ],
    ['an empty annotation', 'resourceGroup: g, object: {key: annotation, value: ["a:"]}', { annotations: [['a', '']] }],
    [
      'the first of several values of an annotation that is not empty',
      'resourceGroup: g, object: {key: annotation, value: ["a:", "a: b", "a: c"]}',
      { annotations: [['a', 'b']] },
    ],
    [
      'labels as they are written',
      'resourceGroup: g, labels: {a: 1.50, b: yes, c: 0x10, d: true, e: "null", f: null, g: ~, h: , 1: 2}',
      { labels: { a: '1.50', b: 'yes', c: '0x10', d: 'true', e: 'null', f: '', g: '', h: '', 1: '2' } },
    ],
    [
      'a name and a scheduler that look like numbers',
      'resourceGroup: 12, schedulerName: 13',
      { name: '12', schedulerName: '13', annotations: [['volcano.sh/resource-group', '12']] },
    ],
    [
      'seconds as Volcano spells them',
      'resourceGroup: g, tolerations: [{key: a, tolerationseconds: 5}]',
      { tolerations: [{ key: 'a', tolerationSeconds: 5 }] },
    ],
    [
      'seconds as Kubernetes spells them',
      'resourceGroup: g, tolerations: [{key: a, tolerationSeconds: -5}]',
      { tolerations: [{ key: 'a', tolerationSeconds: -5 }] },
    ],
    [
      'seconds in both spellings, of which that of Volcano counts',
      'resourceGroup: g, tolerations: [{key: a, tolerationSeconds: 6, tolerationseconds: 5}]',
      { tolerations: [{ key: 'a', tolerationSeconds: 5 }] },
    ],
    [
      'a toleration with all there is',
      'resourceGroup: g, tolerations: [{key: a, operator: Equal, value: 1, effect: NoExecute, tolerationSeconds: 0}]',
      { tolerations: [{ key: 'a', operator: 'Equal', value: '1', effect: 'NoExecute', tolerationSeconds: 0 }] },
    ],
    [
      'a toleration without what is empty',
      'resourceGroup: g, tolerations: [{key: "", operator: Exists, value: ~, effect: }]',
      { tolerations: [{ operator: 'Exists' }] },
    ],
    ['no affinity', 'resourceGroup: g, affinity: ""', {}],
    [
      'nothing but its name',
      'resourceGroup: g, object: ~, schedulerName: ~, tolerations: ~, labels: ~, affinity: ~',
      {},
    ],
  ])('may have %s', (_, text, changes) => {
    expect(parseGroup(text)).toEqual({ groups: [group(changes)], warnings: [] })
  })

  it('may take what it has in common with others from an anchor', () => {
    const text = 'common: &c {a: b}\nresourceGroups: [{resourceGroup: g, labels: {<<: *c, d: e}}]'
    expect(parseAdmissionConf(text)).toEqual({
      groups: [group({ labels: { a: 'b', d: 'e' } })],
      warnings: ['common: unknown key: it is ignored'],
    })
  })
})

describe('a warning', () => {
  const at = 'resourceGroups[0]'
  it.each<[string, string, Partial<ResourceGroup>, string[]]>([
    [
      'a key that nobody reads',
      'resourceGroup: g, schedulername: a',
      {},
      [`${at}.schedulername: unknown key; did you mean schedulerName?: it is ignored`],
    ],
    [
      'a key of a toleration that nobody reads',
      'resourceGroup: g, tolerations: [{Key: a, operator: Exists}]',
      { tolerations: [{ operator: 'Exists' }] },
      [`${at}.tolerations[0].Key: unknown key; did you mean key?: it is ignored`],
    ],
    [
      'a key that stands twice, of which the second counts',
      'resourceGroup: a, resourceGroup: g',
      {},
      ['Map keys must be unique at line 1, column 37'],
    ],
    [
      'a kind of match that does not exist',
      'resourceGroup: g, object: {key: namespaces, value: [a]}',
      { annotations: [] },
      [
        `${at}.object.key: invalid value "namespaces": must be namespace or annotation, so no pod belongs to this group; did you mean namespace?`,
      ],
    ],
    [
      'no namespaces',
      'resourceGroup: g, object: {key: namespace}',
      { annotations: [] },
      [`${at}.object.value: is empty: no pod belongs to this group`],
    ],
    [
      'no annotations',
      'resourceGroup: g, object: {key: annotation, value: []}',
      { annotations: [] },
      [`${at}.object.value: is empty: no pod belongs to this group`],
    ],
    [
      'an annotation without a space',
      'resourceGroup: g, object: {value: ["a:b", "c: d"]}',
      {
        annotations: [
          ['c', 'd'],
          ['volcano.sh/resource-group', 'g'],
        ],
      },
      [`${at}.object.value[0]: invalid value "a:b": must be text such as "key: value": it is ignored`],
    ],
    [
      'an annotation that is a list',
      'resourceGroup: g, object: {value: ["a: [b]"]}',
      {},
      [`${at}.object.value[0]: invalid value "a: [b]": must be text such as "key: value": it is ignored`],
    ],
    [
      'an annotation in a list',
      'resourceGroup: g, object: {value: ["[a]"]}',
      {},
      [`${at}.object.value[0]: invalid value "[a]": must be text such as "key: value": it is ignored`],
    ],
    [
      'neither a name nor a kind of match',
      'schedulerName: a',
      { name: '', schedulerName: 'a', annotations: [['volcano.sh/resource-group', '']] },
      [
        `${at}: has neither a name nor object.key: every pod without the annotation volcano.sh/resource-group belongs to it`,
      ],
    ],
    [
      'an affinity that is no JSON',
      'resourceGroup: g, affinity: "{"',
      {},
      [`${at}.affinity: invalid value "{": must be an affinity of a pod as JSON: it is ignored`],
    ],
    [
      'an affinity that is no map',
      'resourceGroup: g, affinity: "[]"',
      {},
      [`${at}.affinity: invalid value "[]": must be an affinity of a pod as JSON: it is ignored`],
    ],
    [
      'an affinity that is null as JSON',
      'resourceGroup: g, affinity: "null"',
      {},
      [`${at}.affinity: invalid value "null": must be an affinity of a pod as JSON: it is ignored`],
    ],
    [
      'an operator that the API server refuses',
      'resourceGroup: g, tolerations: [{key: a, operator: Exist}]',
      { tolerations: [{ key: 'a', operator: 'Exist' }] },
      [
        `${at}.tolerations[0].operator: invalid value "Exist": the API server accepts Exists, Equal, Lt, Gt; did you mean Exists?`,
      ],
    ],
    [
      'an effect that the API server refuses',
      'resourceGroup: g, tolerations: [{key: a, effect: noschedule}]',
      { tolerations: [{ key: 'a', effect: 'noschedule' }] },
      [
        `${at}.tolerations[0].effect: invalid value "noschedule": the API server accepts NoSchedule, PreferNoSchedule, NoExecute; did you mean NoSchedule?`,
      ],
    ],
    [
      'a toleration without key',
      'resourceGroup: g, tolerations: [~]',
      { tolerations: [{}] },
      [`${at}.tolerations[0]: the API server wants a key, or the operator Exists`],
    ],
  ])('is given for %s', (_, text, changes, warnings) => {
    expect(parseGroup(text)).toEqual({ groups: [group(changes)], warnings })
  })

  it('is given for an empty group, to which pods belong as in Volcano', () => {
    expect(parseAdmissionConf('resourceGroups: [~]')).toEqual({
      groups: [group({ name: '', annotations: [['volcano.sh/resource-group', '']] })],
      warnings: [
        `${at}: has neither a name nor object.key: every pod without the annotation volcano.sh/resource-group belongs to it`,
      ],
    })
  })

  it('is given for documents after the first', () => {
    expect(parseAdmissionConf('resourceGroups: [{resourceGroup: g}]\n---\n[')).toEqual({
      groups: [group({})],
      warnings: ['only the first document of the file is read'],
    })
  })
})

describe('a mistake', () => {
  it.each<[string, string, string[]]>([
    ['no YAML', '\tresourceGroups: []', ['Tabs are not allowed as indentation at line 1, column 1']],
    ['a list for a map', '[a]', ['the file: invalid value ["a"]: must be a map with the key resourceGroups']],
    ['text for a map', 'a', ['the file: invalid value "a": must be a map with the key resourceGroups']],
    [
      'a map for a list',
      'resourceGroups: {a: b}',
      ['resourceGroups: invalid value {"a":"b"}: must be a list of resource groups'],
    ],
    ['text for a list', 'resourceGroups: ""', ['resourceGroups: invalid value "": must be a list of resource groups']],
    [
      'text for a group',
      'resourceGroups: [a]',
      ['resourceGroups[0]: invalid value "a": must be a map that describes a resource group'],
    ],
    [
      'a list for text',
      'resourceGroups: [{schedulerName: [a]}]',
      ['resourceGroups[0].schedulerName: invalid value ["a"]: must be text; put it in quotes'],
    ],
    [
      'one value for a list',
      'resourceGroups: [{object: {key: namespace, value: a}}]',
      ['resourceGroups[0].object.value: invalid value "a": must be a list of texts'],
    ],
    [
      'an annotation that is not in quotes',
      'resourceGroups: [{object: {value: [a: b]}}]',
      ['resourceGroups[0].object.value[0]: invalid value {"a":"b"}: must be text; put it in quotes'],
    ],
    [
      'a list for labels',
      'resourceGroups: [{labels: [a]}]',
      ['resourceGroups[0].labels: invalid value ["a"]: must be a map of node labels'],
    ],
    [
      'a list for a label',
      'resourceGroups: [{labels: {a: [b]}}]',
      ['resourceGroups[0].labels.a: invalid value ["b"]: must be text; put it in quotes'],
    ],
    [
      'a map for the affinity',
      'resourceGroups: [{affinity: {a: b}}]',
      [
        `resourceGroups[0].affinity: invalid value {"a":"b"}: must be text that holds the affinity as JSON, such as '{"nodeAffinity": {}}'`,
      ],
    ],
    [
      'text for seconds',
      'resourceGroups: [{tolerations: [{tolerationseconds: 5s}]}]',
      ['resourceGroups[0].tolerations[0].tolerationseconds: invalid value "5s": must be a whole number of seconds'],
    ],
    [
      'several',
      'resourceGroups: [{labels: a}, {object: b}]',
      [
        'resourceGroups[0].labels: invalid value "a": must be a map of node labels',
        'resourceGroups[1].object: invalid value "b": must be a map with key and value',
      ],
    ],
  ])('is %s', (_, text, mistakes) => {
    expect(parseAdmissionConf(text)).toEqual({ mistakes })
  })

  it('is a file that would grow in memory by aliases', () => {
    const lines = [
      'a: &a [x, x]',
      ...[...'bcdefghij'].map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(10)}]`),
    ]
    expect(parseAdmissionConf(lines.join('\n'))).toEqual({
      mistakes: ['Excessive alias count indicates a resource exhaustion attack'],
    })
  })

  it('is nesting without end', () => {
    expect(parseAdmissionConf('['.repeat(100_000))).toEqual({ mistakes: [expect.any(String)] })
  })
})

test('any text gets an answer', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.constantFrom('resourceGroups: ', '- ', '\n', '  ', 'object: ', '{', '}', '[', ']', '&a ', '*a', ': '),
        ),
      ),
      (parts) => {
        const answer = parseAdmissionConf(parts.join(''))
        expect('groups' in answer || answer.mistakes.length > 0).toBe(true)
      },
    ),
    { numRuns: 1000 },
  )
})
