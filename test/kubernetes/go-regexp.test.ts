import fc from 'fast-check'
import { RE2JS } from 're2js'
import { describe, expect, it, test } from 'vitest'
import { findRegexpMistake } from '../../src/kubernetes/go-regexp/go-regexp.ts'

/** What Go itself says of these patterns; without its words in front, `error parsing regexp: `. */
describe('a pattern that Go refuses', () => {
  it.each([
    ['[', 'missing closing ]: `[`'],
    ['[]', 'missing closing ]: `[]`'],
    ['[^]', 'missing closing ]: `[^]`'],
    ['[a', 'missing closing ]: `[a`'],
    ['[a-', 'missing closing ]: `[a-`'],
    ['[[:alpha:', 'missing closing ]: `[[:alpha:`'],
    ['(', 'missing closing ): `(`'],
    ['\ud800(', 'missing closing ): `\ufffd(`'],
    ['(()', 'missing closing ): `(()`'],
    ['(?:a', 'missing closing ): `(?:a`'],
    ['(?i:a', 'missing closing ): `(?i:a`'],
    [')', 'unexpected ): `)`'],
    ['a)', 'unexpected ): `a)`'],
    ['a|)', 'unexpected ): `a|)`'],
    ['*', 'missing argument to repetition operator: `*`'],
    ['*a', 'missing argument to repetition operator: `*`'],
    ['+', 'missing argument to repetition operator: `+`'],
    ['?', 'missing argument to repetition operator: `?`'],
    ['{2}', 'missing argument to repetition operator: `{2}`'],
    ['a|*', 'missing argument to repetition operator: `*`'],
    ['(*)', 'missing argument to repetition operator: `*`'],
    ['(?:+?)', 'missing argument to repetition operator: `+?`'],
    ['(?i)*', 'missing argument to repetition operator: `*`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['a*+', 'invalid nested repetition operator: `*+`'],
    ['a++', 'invalid nested repetition operator: `++`'],
    ['a??+', 'invalid nested repetition operator: `??+`'],
    ['a{2}{3}', 'invalid nested repetition operator: `{2}{3}`'],
    ['a{2}*', 'invalid nested repetition operator: `{2}*`'],
    ['x{2}??', 'invalid nested repetition operator: `{2}??`'],
    ['a{2,1}', 'invalid repeat count: `{2,1}`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    ['a{2,1001}', 'invalid repeat count: `{2,1001}`'],
    ['a{1001,}', 'invalid repeat count: `{1001,}`'],
    ['a{99999999999}', 'invalid repeat count: `{99999999999}`'],
    ['a{2,99999999999}', 'invalid repeat count: `{2,99999999999}`'],
    ['(a{100}){11}', 'invalid repeat count: `{11}`'],
    ['(((a{1000}){0}){1000}){1000}', 'invalid repeat count: `{1000}`'],
    ['((a{1000}){0,}){2}', 'invalid repeat count: `{2}`'],
    ['(?:ab{501}){2}', 'invalid repeat count: `{2}`'],
    ['((a{10}){10}){11}', 'invalid repeat count: `{11}`'],
    ['(a{501}|b){2}', 'invalid repeat count: `{2}`'],
    ['\\', 'trailing backslash at end of expression: ``'],
    ['a\\', 'trailing backslash at end of expression: ``'],
    ['[\\', 'trailing backslash at end of expression: ``'],
    ['\\Z', 'invalid escape sequence: `\\Z`'],
    ['\\C', 'invalid escape sequence: `\\C`'],
    ['\\G', 'invalid escape sequence: `\\G`'],
    ['\\k<n>', 'invalid escape sequence: `\\k`'],
    ['\\1', 'invalid escape sequence: `\\1`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['\\8', 'invalid escape sequence: `\\8`'],
    ['\\u0041', 'invalid escape sequence: `\\u`'],
    ['\\e', 'invalid escape sequence: `\\e`'],
    ['\\\u00e9', 'invalid escape sequence: `\\\u00e9`'],
    ['\\x', 'invalid escape sequence: `\\x`'],
    ['\\x4', 'invalid escape sequence: `\\x4`'],
    ['\\xg1', 'invalid escape sequence: `\\xg1`'],
    ['\\x{}', 'invalid escape sequence: `\\x{}`'],
    ['\\x{110000}', 'invalid escape sequence: `\\x{110000`'],
    ['\\x{zz}', 'invalid escape sequence: `\\x{z`'],
    ['\\x{41', 'invalid escape sequence: `\\x{41`'],
    ['[\\b]', 'invalid escape sequence: `\\b`'],
    ['[a-\\d]', 'invalid escape sequence: `\\d`'],
    ['[\\Q]', 'invalid escape sequence: `\\Q`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['[\\x41-\\x40]', 'invalid character class range: `\\x41-\\x40`'],
    ['[b-a-z]', 'invalid character class range: `b-a`'],
    ['[\ud83d\ude00-a]', 'invalid character class range: `\ud83d\ude00-a`'],
    ['[[:foo:]]', 'invalid character class range: `[:foo:]`'],
    ['[[:^foo:]]', 'invalid character class range: `[:^foo:]`'],
    ['\\p', 'invalid character class range: `\\p`'],
    ['\\p{', 'invalid character class range: `\\p{`'],
    ['\\p{Greek', 'invalid character class range: `\\p{Greek`'],
    ['\\pX', 'invalid character class range: `\\pX`'],
    ['\\P{Foo}', 'invalid character class range: `\\P{Foo}`'],
    ['\\p{Old_Italic}', 'invalid character class range: `\\p{Old_Italic}`'],
    ['\\p{Script=Greek}', 'invalid character class range: `\\p{Script=Greek}`'],
    ['\\p{}', 'invalid character class range: `\\p{}`'],
    ['\\p^', 'invalid character class range: `\\p^`'],
    ['[\\p{Foo}]', 'invalid character class range: `\\p{Foo}`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?!a)', 'invalid or unsupported Perl syntax: `(?!`'],
    ['(?<=a)b', 'invalid named capture: `(?<=a)b`'],
    ['(?<!a)b', 'invalid named capture: `(?<!a)b`'],
    ['(?<!a>)', 'invalid named capture: `(?<!a>`'],
    ['(?>a)', 'invalid or unsupported Perl syntax: `(?>`'],
    ['(?#a)', 'invalid or unsupported Perl syntax: `(?#`'],
    ['(?a)', 'invalid or unsupported Perl syntax: `(?a`'],
    ['(?P=n)', 'invalid or unsupported Perl syntax: `(?P`'],
    ['(?P>n)', 'invalid or unsupported Perl syntax: `(?P`'],
    ['(?P<', 'invalid or unsupported Perl syntax: `(?P`'],
    ['(?<', 'invalid or unsupported Perl syntax: `(?<`'],
    ['(?P<n', 'invalid named capture: `(?P<n`'],
    ['(?P<>a)', 'invalid named capture: `(?P<>`'],
    ['(?P<n-1>a)', 'invalid named capture: `(?P<n-1>`'],
    ['(?<\u00e9>a)', 'invalid named capture: `(?<\u00e9>`'],
    ['(?i', 'invalid or unsupported Perl syntax: `(?i`'],
    ['(?i-)', 'invalid or unsupported Perl syntax: `(?i-)`'],
    ['(?-)', 'invalid or unsupported Perl syntax: `(?-)`'],
    ['(?--i)', 'invalid or unsupported Perl syntax: `(?--`'],
    ['(?i-s-m)', 'invalid or unsupported Perl syntax: `(?i-s-`'],
  ])('%j: %s', (pattern, mistake) => expect(findRegexpMistake(pattern)).toBe(`error parsing regexp: ${mistake}`))
})

describe('a pattern that Go compiles', () => {
  it.each([
    '',
    'a',
    '^node-[0-9]+$',
    'node',
    'a|b|',
    '|',
    '()',
    '(|a)*',
    'a*?',
    'a+?',
    'a??',
    'a{2}?',
    'a{0}',
    'a{0,0}',
    'a{1000}',
    'a{0,1000}',
    '(a{10}){100}',
    '((a{10}){10}){10}',
    '((a{1000}){0}){1000}',
    'a{,3}',
    'a{',
    'a{x}',
    'a{01}',
    'a{2',
    'a{2,x}',
    '}',
    '^*',
    '\\b+',
    '(?:^)*',
    'a(?i)*',
    'a*(?i)*',
    '(?i)node',
    '(?ims-U:a)',
    '(?)',
    '(?:)',
    '(?i-s:a)',
    '(?P<n>a)',
    '(?<n>a)',
    '(?P<n>a)(?P<n>b)',
    '(?<1>a)',
    '(?P<_>a)',
    '[]a]',
    '[^]a]',
    '[a-]',
    '[-a]',
    '[a-b-c]',
    '[--a]',
    '[+--]',
    '[\\d-z]',
    '[[:alpha:]]',
    '[[:^alpha:][:word:]]',
    '[[:]',
    '[[:a]',
    '[:alpha:]',
    '[[a]',
    '[(]',
    '[$^.|*+?{}]',
    '[\\pL\\d\\n]',
    '[\\]]',
    '\\d\\D\\w\\W\\s\\S',
    '\\A\\b\\B\\z',
    '\\pL',
    '\\PN',
    '\\p{Greek}',
    '\\p{greek}',
    '\\p{^Greek}',
    '\\P{^Lu}',
    '\\p{Lu}',
    '\\p{l_u}',
    '\\p{Letter}',
    '\\p{uppercase letter}',
    '\\p{Any}',
    '\\p{ascii}',
    '\\p{LC}',
    '\\Qa.b\\E',
    '\\Q(',
    'a\\Q\\E*',
    '\\Qab\\E+',
    'x',
    '\\_\\-\\.\\/\\ ',
    '\\0\\08\\12\\012\\777',
    '\\x41\\x{41}\\x{10FFFF}\\x{000000041}',
    '\\a\\f\\n\\r\\t\\v',
    '\u00e9\ud83d\ude00',
    '\ud800',
    '.$',
  ])('%j', (pattern) => expect(findRegexpMistake(pattern)).toBeUndefined())
})

const nested = (open: string, depth: number, close: string): string => `${open.repeat(depth)}a${close.repeat(depth)}`

describe('limits of Go: accepted is', () => {
  it.each([
    ['a thousand levels', nested('(', 999, ')')],
    ['letters on the thousandth level', nested('(', 999, ')').replace('a', 'ab')],
    ['any number of captures side by side', '(a)'.repeat(2000)],
    ['any number of groups that are no captures', nested('(?:', 5000, ')')],
    ['a sequence in a sequence, on and on', nested('(?:', 5000, '.)')],
    ['a choice in a choice, on and on', nested('(?:', 5000, '|b*)')],
    ['a thousand repetitions in each other', nested('(?:', 999, ')*')],
    ['three million steps', 'a{1000}'.repeat(3355)],
  ])('%s', (_, pattern) => expect(findRegexpMistake(pattern)).toBeUndefined())
})

describe('limits of Go: refused is', () => {
  it.each([
    ['a level more', nested('(', 1000, ')'), 'expression nests too deeply'],
    ['a repetition more', nested('(?:', 1000, ')*'), 'expression nests too deeply'],
    ['a sequence on each of too many levels', nested('(?:', 501, 'b)*'), 'expression nests too deeply'],
    ['a step more', 'a{1000}'.repeat(3356), 'expression too large'],
    ['an open repetition more', 'a{1000,}'.repeat(3353), 'expression too large'],
    ['a long sequence a thousand times', `(?:${'.'.repeat(3400)}){1000}`, 'expression too large'],
  ])('%s', (_, pattern, mistake) => {
    expect(findRegexpMistake(pattern)).toBe(`error parsing regexp: ${mistake}: \`${pattern.slice(0, 200)}...\``)
  })
})

test('captures that are too many are refused before they are closed, where Go waits', () => {
  expect(findRegexpMistake('('.repeat(1001))).toMatch(/^error parsing regexp: expression nests too deeply: /)
})

const tokens = [
  ...'ab01-_ ()[]{}*+?|^$.\\/:,<>=!PQEdwsbBAzCxpkniu\u00e9',
  ...['\\d', '\\pL', '\\P{Greek}', '\\p{Foo}', '\\x41', '\\x{1F600}', '\\Q', '\\E', '\\12', '\\z', '\\Z'],
  ...['(?:', '(?i)', '(?i-s:', '(?P<name>', '(?=', '(?<=', '(?!', '(?'],
  ...['{2}', '{2,}', '{2,3}', '{3,2}', '{500}', '{1001}', '{,2}', '{01}'],
  ...['[^', '[a-z]', '[z-a]', '[[:alpha:]]', '[[:foo:]]', '[]a]', '[a-'],
]

/** Patterns with a name or a class that re2js and Go treat in different ways are left out. */
const anyPattern = fc
  .array(fc.constantFrom(...tokens), { maxLength: 12 })
  .map((chosen) => chosen.join(''))
  .filter((pattern) => pattern.split('<').length < 3 && !/\\[pP][a-z]/.test(pattern))

const isCompiledByRe2js = (pattern: string): boolean => {
  try {
    RE2JS.compile(pattern)
    return true
  } catch {
    return false
  }
}

test('any pattern passes when another implementation of RE2 compiles it', () => {
  fc.assert(
    fc.property(anyPattern, (pattern) => {
      expect(findRegexpMistake(pattern) === undefined).toBe(isCompiledByRe2js(pattern))
    }),
    { numRuns: 3000 },
  )
})

const anyText = fc.array(fc.nat(0xffff), { maxLength: 30 }).map((units) => String.fromCharCode(...units))

test('any text is judged', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(findRegexpMistake(text) ?? 'error parsing regexp: ').toMatch(/^error parsing regexp: /)
    }),
  )
})

const million = 1_000_000

describe('a pattern of a million characters is judged at once', () => {
  it.each([
    ['letters', 'a'.repeat(million)],
    ['stars', 'a*'.repeat(million / 2)],
    ['open groups', '('.repeat(million)],
    ['groups', '(a|b)'.repeat(million / 5)],
    ['braces', '{1,'.repeat(million / 3)],
    ['beginnings of named classes', `[${'[:a'.repeat(million / 3)}]`],
    ['classes', '\\p{L}'.repeat(million / 5)],
    ['zeros', `\\x{${'0'.repeat(million)}`],
    ['names', '(?P<a>'.repeat(million / 6)],
    ['flags', '(?i-s)'.repeat(million / 6)],
    ['repetitions', 'a{1000}'.repeat(million / 7)],
    ['choices', Array.from({ length: million / 10 }, (_, i) => `node-${i}`).join('|')],
  ])('%s', (_, pattern) => expect((findRegexpMistake(pattern) ?? '').length).toBeLessThan(300), 2000)
})
