import { describe, expect, it } from 'vitest'
import { answerChecker, type Expected } from '../../bench/check-answer.ts'

const anAnswer = (response: object, status = 200) => ({ status, text: JSON.stringify({ response }) })
const encoded = (...paths: readonly string[]) =>
  Buffer.from(JSON.stringify(paths.map((path) => ({ op: 'add', path, value: 1 })))).toString('base64')
const causes = (...fields: readonly string[]) => ({ details: { causes: fields.map((field) => ({ field })) } })

describe('answerChecker', () => {
  it.each<[string, Expected, object]>([
    ['an object that is admitted', { allowed: true }, { allowed: true }],
    ['a patch in order', { allowed: true, patchPaths: ['/a', '/b'] }, { allowed: true, patch: encoded('/a', '/b') }],
    ['no patch where none is due', { allowed: true, patchPaths: [] }, { allowed: true }],
    ['any patch when none is asked for', { allowed: true }, { allowed: true, patch: encoded('/a') }],
    ['a denial with its causes', { allowed: false, causes: ['a'] }, { allowed: false, status: causes('a') }],
  ])('takes %s', (_, expected, response) => {
    expect(answerChecker(expected)(anAnswer({ uid: 'u1', ...response }), 'u1')).toBeUndefined()
  })

  it.each<[string, Expected, object, string]>([
    ['a denial', { allowed: true }, { allowed: false }, 'allowed: expected true, got false'],
    [
      'a patch that lacks an operation',
      { allowed: true, patchPaths: ['/a', '/b'] },
      { allowed: true, patch: encoded('/a') },
      'the paths of the patch: expected ["/a","/b"], got ["/a"]',
    ],
    [
      'other causes',
      { allowed: false, causes: ['a', 'b'] },
      { allowed: false, status: causes('a') },
      'the causes: expected ["a","b"], got ["a"]',
    ],
    ['an answer to another request', { allowed: true }, { uid: 'u2', allowed: true }, 'uid u2 answers the request u1'],
  ])('finds %s', (_, expected, response, wanted) => {
    expect(answerChecker(expected)(anAnswer({ uid: 'u1', ...response }), 'u1')).toBe(wanted)
  })

  it.each([
    ['an error of the server', { status: 503, text: 'busy' }, 'HTTP status 503: busy'],
    ['a text that is not JSON', { status: 200, text: 'yes' }, 'not an AdmissionReview with a response: yes'],
    ['a review without a response', { status: 200, text: '{}' }, 'not an AdmissionReview with a response: {}'],
  ])('finds %s', (_, answer, wanted) => {
    expect(answerChecker({ allowed: true })(answer, 'u1')).toBe(wanted)
  })

  it('looks at each answer anew, after a right one, too', () => {
    const check = answerChecker({ allowed: true })
    const right = anAnswer({ uid: 'u1', allowed: true })
    const found = [
      check(right, 'u1'),
      check(anAnswer({ uid: 'u2', allowed: true }), 'u2'),
      check(right, 'u3'),
      check(anAnswer({ uid: '', allowed: true }), 'u4'),
      check({ ...right, status: 500 }, 'u1'),
      check(anAnswer({ uid: 'u5', allowed: false }), 'u5'),
    ]
    expect(found).toEqual([
      undefined,
      undefined,
      'uid u1 answers the request u3',
      'uid  answers the request u4',
      `HTTP status 500: ${right.text}`,
      'allowed: expected true, got false',
    ])
  })
})
