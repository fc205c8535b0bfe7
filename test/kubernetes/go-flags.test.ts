import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseGoFlags } from '../../src/kubernetes/go-flags.ts'

const table = {
  port: { type: 'int', default: 22, about: 'a port' },
  on: { type: 'bool', default: true, about: 'a switch' },
  path: { type: 'string', default: '/root', about: 'a path' },
} as const

const parse = (args: readonly string[]) => parseGoFlags(table, args)

describe('arguments are read as Go reads them:', () => {
  it.each<[string, string[], object]>([
    ['none', [], { port: 22, on: true, path: '/root' }],
    ['one dash or two', ['-port=1', '--path=/x'], { port: 1, path: '/x' }],
    ['the value as a word of its own', ['--port', '7', '-path', '/y'], { port: 7, path: '/y' }],
    ['a switch takes no word of its own', ['--on', 'false', '--port=1'], { on: true, port: 22 }],
    ['a switch with its value', ['--on=F', '--port=1'], { on: false, port: 1 }],
    ['the last of two', ['--port=1', '--port=2'], { port: 2 }],
    ['values hold equal signs and blanks', ['--path=a=b --port=1'], { path: 'a=b --port=1', port: 22 }],
    ['hexadecimal, octal, binary and grouped numbers', ['--port=0x1F90'], { port: 8080 }],
    ['an octal number of old', ['--port=010'], { port: 8 }],
    ['a grouped number', ['--port=1_0_000'], { port: 10000 }],
    ['a negative number', ['--port=-0b11'], { port: -3 }],
    ['nothing behind --', ['--', '--port=1'], { port: 22 }],
  ])('%s', (_, args, want) => {
    const { values, mistake } = parse(args)
    expect(values).toMatchObject(want)
    expect(mistake === undefined || args.includes('false')).toBe(true)
  })
})

describe('reading stops at a mistake, what came before stays, and the bad value lands as Go lands it:', () => {
  it.each<[string, string[], object, string]>([
    [
      'an unknown flag',
      ['--path=/x', '--nope', '--port=1'],
      { path: '/x', port: 22 },
      'flag provided but not defined: -nope',
    ],
    ['a word', ['word', '--port=1'], { port: 22 }, '"word" is no flag: it and what follows is ignored'],
    ['a flag without its value', ['--port'], { port: 22 }, 'flag needs an argument: -port'],
    [
      'a number that is none',
      ['--port=abc', '--on=false'],
      { port: 0, on: true },
      'invalid value "abc" for flag -port',
    ],
    ['a number of old with an 8', ['--port=08'], { port: 0 }, 'invalid value "08" for flag -port'],
    [
      'a number beyond int64',
      ['--port=9999999999999999999'],
      { port: 2 ** 63 },
      'invalid value "9999999999999999999" for flag -port',
    ],
    ['a switch that is neither', ['--on=maybe'], { on: false }, 'invalid value "maybe" for flag -on'],
    ['help', ['-h', '--port=1'], { port: 22 }, 'flag provided but not defined: -h'],
    ['three dashes', ['---port=1'], { port: 22 }, '"---port=1" is no flag: it and what follows is ignored'],
  ])('%s', (_, args, wantValues, wantMistake) => {
    const { values, mistake } = parse(args)
    expect(values).toMatchObject(wantValues)
    expect(mistake).toBe(wantMistake)
  })
})

it('any arguments give values of the right types', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('--port', '-on', '--path=', '--port=0x', '--', '__proto__', '--constructor=1'),
  )
  fc.assert(
    fc.property(fc.array(word), (args) => {
      const { port, on, path } = parse(args).values
      expect([typeof port, typeof on, typeof path]).toEqual(['number', 'boolean', 'string'])
    }),
    { numRuns: 1000 },
  )
})
