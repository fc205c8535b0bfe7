import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validatePods } from '../../../src/admission/pods/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { Pod } from '../../../src/kubernetes/shapes/pod.ts'
import { aCluster, aReview, decide } from '../../builders.ts'

const min = 'volcano.sh/jdb-min-available'
const max = 'volcano.sh/jdb-max-unavailable'
const group = 'scheduling.k8s.io/group-name'

const aPodOf = (annotations: Readonly<Record<string, string>> = {}, schedulerName?: string): Pod => ({
  metadata: { name: 'p', namespace: 'lab', annotations },
  spec: { containers: [{ name: 'main' }], ...(schedulerName !== undefined && { schedulerName }) },
})
const aVolcanoPod = (annotations: Readonly<Record<string, string>> = {}) => aPodOf(annotations, 'volcano')
const cluster = aCluster({ podGroups: [{ metadata: { name: 'there', namespace: 'lab' } }] })
const check = (pod: Pod, more: Parameters<typeof decide>[2] = {}) => decide(validatePods, pod, { cluster, ...more })

describe('a budget is accepted:', () => {
  it.each(['1', '+5', '007', '2147483647', '1%', '50%', '99%', '5%%', '%5', '%5%0', '+5%'])('%s', (value) => {
    expect(check(aVolcanoPod({ [min]: value }))).toMatchObject({ allowed: true, findings: [] })
    expect(check(aVolcanoPod({ [max]: value }))).toMatchObject({ allowed: true, findings: [] })
  })
})

const noNumber = (text: string, key = min) =>
  `invalid value strconv.Atoi: parsing ${text} for ${key}; write a number of pods, such as 2, or a percentage, such as 50%`
const noPercentage = (value: string) =>
  `invalid value <"${value}"> for ${min}, it must be a valid percentage which between 1% ~ 99%; ${value.includes('%') ? 'or a number of pods, such as 2' : 'a number without % means pods, at most 2147483647'}`

describe('a budget is refused:', () => {
  it.each([
    ['0', `invalid value <"0"> for ${min}, it must be a positive integer, such as 1`],
    ['-1', `invalid value <"-1"> for ${min}, it must be a positive integer, such as 1`],
    ['-2147483648', `invalid value <"-2147483648"> for ${min}, it must be a positive integer, such as 1`],
    ['0%', noPercentage('0%')],
    ['100%', noPercentage('100%')],
    ['-5%', noPercentage('-5%')],
    ['2147483648', noPercentage('2147483648')],
    ['', noNumber('"": invalid syntax')],
    ['%', noNumber('"": invalid syntax')],
    ['half', noNumber('"half": invalid syntax')],
    ['1.5', noNumber('"1.5": invalid syntax')],
    ['5 %', noNumber('"5 ": invalid syntax')],
    ['1e2', noNumber('"1e2": invalid syntax')],
    ['0x10', noNumber('"0x10": invalid syntax')],
    ['٣', noNumber('"٣": invalid syntax')],
    ['9223372036854775808', noNumber('"9223372036854775808": value out of range')],
  ])('%j', (value, want) => {
    const { allowed, findings } = check(aVolcanoPod({ [min]: value }))
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({
      allowed: false,
      sentences: [`metadata.annotations[${min}]: Invalid value: ${JSON.stringify(value)}: ${want}`],
    })
  })
})

const notBoth = `metadata.annotations: Forbidden: not allow configure multiple annotations <[${min} ${max}]> at same time; keep one of them`

describe('two budgets', () => {
  it.each<[string, Record<string, string>, readonly string[]]>([
    ['exclude each other', { [min]: '1', [max]: '1' }, [notBoth]],
    [
      'that cannot be read are told, too',
      { [max]: 'x', [min]: '0' },
      [
        `metadata.annotations[${min}]: Invalid value: "0": invalid value <"0"> for ${min}, it must be a positive integer, such as 1`,
        `metadata.annotations[${max}]: Invalid value: "x": ${noNumber('"x": invalid syntax', max)}`,
        notBoth,
      ],
    ],
  ])('%s', (_, annotations, want) => {
    const { allowed, findings } = check(aVolcanoPod(annotations))
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({ allowed: false, sentences: want })
  })
})

describe('a pod of another scheduler is left alone:', () => {
  const wrong = { [min]: 'x', [group]: 'nowhere' }

  it.each<[string, Pod, readonly string[]]>([
    ['it names another', aPodOf(wrong, 'default-scheduler'), ['volcano']],
    ['it names none', aPodOf(wrong), ['volcano']],
    ['Volcano has other names', aVolcanoPod(wrong), ['a', 'b']],
    ['it has no spec', { metadata: { name: 'p', annotations: wrong } }, ['volcano']],
  ])('%s', (_, pod, schedulerNames) => {
    const settings = { ...defaultSettings, schedulerNames }
    expect(check(pod, { settings })).toMatchObject({ allowed: true, findings: [] })
    expect(validatePods.open(aReview(validatePods, pod), settings).lookUps).toEqual([])
  })

  it('but any of several names is one of Volcano', () => {
    const settings = { ...defaultSettings, schedulerNames: ['a', 'b'] }
    expect(check(aPodOf({ [min]: 'x' }, 'b'), { settings }).allowed).toBe(false)
  })
})

describe('the pod group of a pod', () => {
  it.each<[string, Pod]>([
    ['is there', aVolcanoPod({ [group]: 'there' })],
    ['has no name: Volcano makes one', aVolcanoPod({ [group]: '' })],
    ['is not named: Volcano makes one', aVolcanoPod()],
    ['is named where the scheduler does not look', aVolcanoPod({ 'scheduling.volcano.sh/group-name': 'nowhere' })],
  ])('%s', (_, pod) => expect(check(pod)).toMatchObject({ allowed: true, findings: [] }))

  it.each([
    ['is not there', 'lab', 'nowhere'],
    ['is in another namespace', 'office', 'there'],
  ])('%s: the pod is told what it waits for', (_, namespace, name) => {
    const { allowed, findings } = check(aVolcanoPod({ [group]: name }), { namespace })
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({
      allowed: true,
      sentences: [
        `metadata.annotations[${group}]: Not found: "${name}": no pod group of this name in namespace ${namespace}: the pod stays pending until there is one`,
      ],
    })
  })

  it('is looked up', () => {
    const { lookUps } = validatePods.open(aReview(validatePods, aVolcanoPod({ [group]: 'there' })), defaultSettings)
    expect(lookUps).toEqual([{ from: 'podGroups', namespace: 'lab', name: 'there' }])
  })

  it('is not judged where pod groups are not known', () => {
    const { allowed, skipped } = check(aVolcanoPod({ [group]: 'nowhere' }), { cluster: {} })
    expect({ allowed, skipped }).toEqual({ allowed: true, skipped: ['pod-group-exists'] })
  })
})

/** What Volcano accepts, by hand: a positive int32, or 1 to 99 once every % is gone. */
function isAccepted(value: string): boolean {
  const read = (text: string) => (/^[+-]?[0-9]+$/.test(text) ? BigInt(text.replace('+', '')) : undefined)
  const pods = read(value)
  if (pods !== undefined && BigInt.asIntN(32, pods) === pods) return pods > 0n
  const percentage = read(value.replaceAll('%', ''))
  return percentage !== undefined && percentage > 0n && percentage < 100n
}

it('any value is accepted where Volcano accepts it, and never throws', () => {
  const value = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789%%+- x'), maxLength: 8 }),
    fc.integer().map(String),
    fc.bigInt().map(String),
    fc.integer({ min: -10, max: 110 }).map((percentage) => `${percentage}%`),
    fc.string(),
  )
  fc.assert(
    fc.property(value, (any) => {
      expect(check(aVolcanoPod({ [max]: any })).allowed).toBe(isAccepted(any))
    }),
    { numRuns: 2000 },
  )
})

it('another operation is told so in the words of Volcano', () => {
  const { findings } = check(aVolcanoPod(), { operation: 'UPDATE' })
  expect(findings.map(sentenceOf)).toEqual(['Invalid value: "UPDATE": expect operation to be \'CREATE\''])
})
