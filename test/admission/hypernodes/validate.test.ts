import { describe, expect, it, test } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateHyperNodes } from '../../../src/admission/hypernodes/validate.ts'
import type { HyperNode, Member } from '../../../src/kubernetes/shapes/hyper-node.ts'
import { aReview, decide } from '../../builders.ts'

const aHyperNode = (...members: readonly Member[]): HyperNode => ({
  metadata: { name: 'rack-1' },
  spec: { tier: 1, members },
})
const named = (name: string, type = 'Node'): Member => ({ type, selector: { exactMatch: { name } } })
const matching = (pattern: string): Member => ({ type: 'Node', selector: { regexMatch: { pattern } } })

const said = (object: unknown, severity: string, more: Parameters<typeof decide>[2] = {}): readonly string[] =>
  decide(validateHyperNodes, object, more)
    .findings.filter((finding) => finding.severity === severity)
    .map(sentenceOf)

describe('a hyper node is accepted, without a word, when', () => {
  it.each<[string, unknown]>([
    ['it names nodes', aHyperNode(named('node-0'), named('node-1'))],
    ['it names hyper nodes', aHyperNode(named('rack-1', 'HyperNode'), named('rack-2', 'HyperNode'))],
    ['a node and a hyper node have one name', aHyperNode(named('a'), named('a', 'HyperNode'))],
    ['it has a pattern', aHyperNode(matching('^node-[0-9]+$'))],
    ['two patterns are alike', aHyperNode(matching('a'), matching('a'))],
    ['it has an empty pattern, which the schema refuses', aHyperNode(matching(''))],
    ['it has labels', aHyperNode({ type: 'Node', selector: { labelMatch: { matchLabels: { rack: '1' } } } })],
    [
      'it has label expressions',
      aHyperNode({
        type: 'Node',
        selector: { labelMatch: { matchExpressions: [{ key: 'rack', operator: 'Exists' }] } },
      }),
    ],
    ['it has fields that nobody knows', { ...aHyperNode(named('a')), future: { deep: [1] } }],
  ])('%s', (_, hyperNode) => {
    expect(decide(validateHyperNodes, hyperNode)).toMatchObject({ allowed: true, findings: [] })
  })
})

const pattern = (index: number, value: string, mistake: string): string =>
  `spec.members[${index}].selector.regexMatch.pattern: Invalid value: ${value}: member regexMatch pattern is invalid: error parsing regexp: ${mistake}`
const sign = 'a sign that is meant as a letter has a backslash in front, such as \\['

describe('a hyper node is refused when', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'it has no members',
      { metadata: { name: 'rack-1' }, spec: { tier: 1 } },
      [
        'spec.members: Invalid value: null: member must have at least one member; add a node, or a hyper node of a lower tier',
      ],
    ],
    [
      'its members are an empty list',
      aHyperNode(),
      [
        'spec.members: Invalid value: []: member must have at least one member; add a node, or a hyper node of a lower tier',
      ],
    ],
    [
      'it has no spec',
      {},
      [
        'spec.members: Invalid value: null: member must have at least one member; add a node, or a hyper node of a lower tier',
      ],
    ],
    [
      'a pattern looks ahead',
      aHyperNode(matching('(?=x)')),
      [
        pattern(
          0,
          '"(?=x)"',
          'invalid or unsupported Perl syntax: `(?=`; RE2 has no look-around: say what the name is, not what stands beside it',
        ),
      ],
    ],
    [
      'a pattern looks behind',
      aHyperNode(matching('(?<!x)y')),
      [
        pattern(
          0,
          '"(?<!x)y"',
          'invalid named capture: `(?<!x)y`; RE2 has no look-around: say what the name is, not what stands beside it',
        ),
      ],
    ],
    [
      'a pattern refers back',
      aHyperNode(matching('(a)\\1')),
      [
        pattern(
          0,
          '"(a)\\\\1"',
          'invalid escape sequence: `\\1`; RE2 has no back-references: write the text out, or make a member of each',
        ),
      ],
    ],
    [
      'a pattern has an end from Perl',
      aHyperNode(matching('a\\Z')),
      [pattern(0, '"a\\\\Z"', 'invalid escape sequence: `\\Z`; the end of the name is $ or \\z')],
    ],
    [
      'a pattern has a possessive operator',
      aHyperNode(matching('a++')),
      [
        pattern(
          0,
          '"a++"',
          'invalid nested repetition operator: `++`; no repetition may follow another: leave one out, or put the first one in a group',
        ),
      ],
    ],
    [
      'a pattern repeats too often',
      aHyperNode(matching('a{1001}')),
      [
        pattern(
          0,
          '"a{1001}"',
          'invalid repeat count: `{1001}`; a repetition goes from the lesser to the greater number, and up to 1000 in all',
        ),
      ],
    ],
    [
      'a range goes backwards',
      aHyperNode(matching('[z-a]')),
      [
        pattern(
          0,
          '"[z-a]"',
          'invalid character class range: `z-a`; a range goes from the lesser to the greater character',
        ),
      ],
    ],
    [
      'a class is not known',
      aHyperNode(matching('\\p{Elvish}')),
      [pattern(0, '"\\\\p{Elvish}"', 'invalid character class range: `\\p{Elvish}`; there is no class of this name')],
    ],
    [
      'a pattern has a strange group',
      aHyperNode(matching('(?>a)')),
      [
        pattern(
          0,
          '"(?>a)"',
          'invalid or unsupported Perl syntax: `(?>`; write it in RE2 syntax, as in "^node-[0-9]+$"',
        ),
      ],
    ],
    [
      'several patterns are wrong: each is told, with its place',
      aHyperNode(matching('['), named('a'), matching('(')),
      [pattern(0, '"["', `missing closing ]: \`[\`; ${sign}`), pattern(2, '"("', `missing closing ): \`(\`; ${sign}`)],
    ],
    [
      'a value has the wrong type',
      { spec: { tier: 'one', members: [named('a')] } },
      [
        'spec.tier: Invalid value: json: cannot unmarshal string into Go struct field HyperNodeSpec.spec.tier of type int',
      ],
    ],
  ])('%s', (_, hyperNode, sentences) => expect(said(hyperNode, 'deny')).toEqual(sentences))
})

describe('a hyper node is admitted with a warning when', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'a member has no selector',
      aHyperNode({ type: 'Node' }),
      [
        'spec.members[0].selector: Required value: without exactMatch, regexMatch or labelMatch this member is no node at all',
      ],
    ],
    [
      'a member looks for no label',
      aHyperNode(named('a'), { type: 'Node', selector: { labelMatch: {} } }),
      ['spec.members[1].selector.labelMatch: Required value: without any label this member is no node at all'],
    ],
    [
      'a hyper node is looked for by a pattern',
      aHyperNode({ ...matching('^rack-'), type: 'HyperNode' }),
      [
        'spec.members[0].selector.exactMatch: Required value: hyper nodes are found by their name alone; without exactMatch this member is nothing',
      ],
    ],
    [
      'a node is named twice',
      aHyperNode(named('a'), named('b'), named('a')),
      [
        'spec.members[2].selector.exactMatch.name: Duplicate value: "a": spec.members[0] has it already; leave one of the two out',
      ],
    ],
  ])('%s', (_, hyperNode, sentences) => {
    expect([said(hyperNode, 'deny'), said(hyperNode, 'warn')]).toEqual([[], sentences])
  })
})

describe('an update', () => {
  const broken = aHyperNode(matching('['))
  const update = (before: HyperNode, after: HyperNode) =>
    decide(validateHyperNodes, after, { operation: 'UPDATE', oldObject: structuredClone(before) })

  it.each<[string, HyperNode, HyperNode]>([
    ['that names another node passes', aHyperNode(named('a')), aHyperNode(named('b'))],
    [
      'of the labels of a wrong hyper node passes',
      broken,
      { ...broken, metadata: { name: 'rack-1', labels: { a: 'b' } } },
    ],
    [
      'of a hyper node that is being deleted passes',
      aHyperNode(named('a')),
      { ...broken, metadata: { name: 'rack-1', deletionTimestamp: '2026-01-01T00:00:00Z' } },
    ],
  ])('%s', (_, before, after) => expect(update(before, after)).toMatchObject({ allowed: true, findings: [] }))

  it('that breaks a pattern is refused', () => {
    expect(update(aHyperNode(named('a')), broken).allowed).toBe(false)
  })

  it('that takes all members away is refused', () => {
    expect(update(aHyperNode(named('a')), aHyperNode()).allowed).toBe(false)
  })

  it('that leaves an old mistake as it was passes with a warning', () => {
    const { allowed, findings } = update(broken, aHyperNode(matching('['), named('a')))
    expect([allowed, findings.map(({ rule, severity }) => [rule, severity])]).toEqual([
      true,
      [['patterns-compile', 'warn']],
    ])
  })
})

describe('a webhook configuration that sends something else', () => {
  it.each(['DELETE', 'CONNECT'] as const)('such as %s: it passes, as in Volcano', (operation) => {
    expect(decide(validateHyperNodes, {}, { operation }).allowed).toBe(true)
  })

  it('such as other resources: refused', () => {
    const resource = { group: 'x', version: 'v1', resource: 'things' }
    expect(said(aHyperNode(named('a')), 'deny', { resource })).toEqual([
      'Invalid value: "x/v1 things": expect resource to be {topology.volcano.sh v1alpha1 hypernodes}',
    ])
  })
})

test('nothing of the cluster is looked at', () => {
  const review = aReview(validateHyperNodes, aHyperNode(named('a')))
  expect([validateHyperNodes.reads, validateHyperNodes.open(review, undefined as never).lookUps]).toEqual([[], []])
})
