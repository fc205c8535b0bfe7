import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../src/config/parse-arguments.ts'

const given = (args: readonly string[]) =>
  Object.fromEntries([...parseArguments(args).given].map(([name, { texts }]) => [name, texts]))

/** Each was compared with what pflag makes of the same words. */
describe('a command line', () => {
  it.each<[string, string[], Record<string, string[]>]>([
    ['--flag=value', ['--port=1'], { port: ['1'] }],
    ['--flag value', ['--port', '1'], { port: ['1'] }],
    ['a value with =', ['--master=a=b'], { master: ['a=b'] }],
    ['an empty value', ['--master='], { master: [''] }],
    ['an empty value as a word of its own', ['--master', ''], { master: [''] }],
    ['a value that looks like a flag', ['--master', '--port'], { master: ['--port'] }],
    ['-- as a value', ['--master', '--', '--port=1'], { master: ['--'], port: ['1'] }],
    ['a value of more than one line', ['--master=a\nb'], { master: ['a\nb'] }],
    ['a bare bool', ['--enable-healthz', '--port=1'], { 'enable-healthz': ['true'], port: ['1'] }],
    ['a bool that takes no second word', ['--enable-healthz', 'false'], { 'enable-healthz': ['true'] }],
    ['a bool with a value', ['--enable-healthz=false'], { 'enable-healthz': ['false'] }],
    ['underscores in a name', ['--kube_api-burst=1'], { 'kube-api-burst': ['1'] }],
    ['-v 4', ['-v', '4'], { v: ['4'] }],
    ['-v=4', ['-v=4'], { v: ['4'] }],
    ['-v4', ['-v4'], { v: ['4'] }],
    ['-v= with nothing', ['-v='], { v: ['='] }],
    ['--v 4', ['--v', '4'], { v: ['4'] }],
    ['-h', ['-h'], { help: ['true'] }],
    [
      'several uses',
      ['--scheduler-name=a', '--port=1', '--scheduler_name', 'b'],
      { 'scheduler-name': ['a', 'b'], port: ['1'] },
    ],
    ['flags after a word', ['word', '--port=1'], { port: ['1'] }],
    ['words that look like flags after --', ['--', '--port=1'], {}],
    ['nothing', [], {}],
  ])('is read with %s', (_, args, want) => {
    expect({ given: given(args), mistakes: parseArguments(args).mistakes }).toEqual({ given: want, mistakes: [] })
  })

  it.each<[string, string[], string[]]>([
    ['an unknown flag', ['--prot=1'], ['unknown flag: --prot; did you mean --port?']],
    ['an unknown flag unlike any', ['--xyzzyxyzzy'], ['unknown flag: --xyzzyxyzzy']],
    ['a name from the prototype of objects', ['--constructor'], ['unknown flag: --constructor']],
    ['a flag without its value', ['--port'], ['flag needs an argument: --port']],
    ['a short flag without its value', ['-v'], ['flag needs an argument: -v']],
    ['no name', ['--=1'], ['bad flag syntax: --=1']],
    ['three dashes', ['---port'], ['bad flag syntax: ---port']],
    ['an unknown short flag', ['-x'], ["unknown shorthand flag: 'x' in -x"]],
    ['one dash for two', ['-port=1'], ["unknown shorthand flag: 'p' in -port=1; did you mean --port=1?"]],
    [
      'several mistakes',
      ['--nope-nope', '-x', '--port'],
      ['unknown flag: --nope-nope', "unknown shorthand flag: 'x' in -x", 'flag needs an argument: --port'],
    ],
  ])('is refused for %s', (_, args, want) => {
    expect(parseArguments(args).mistakes).toEqual(want)
  })

  it.each<[string, string[], string[]]>([
    ['the redirection of the chart, silently', ['2>&1'], []],
    ['a word', ['word'], ['argument "word" is ignored: it belongs to no flag']],
    ['a single dash', ['-'], ['argument "-" is ignored: it belongs to no flag']],
    [
      'words after --',
      ['--', '-v', 'b'],
      ['argument "-v" is ignored: it belongs to no flag', 'argument "b" is ignored: it belongs to no flag'],
    ],
    [
      'a word after a bool',
      ['--enable-healthz', 'false'],
      ['argument "false" is ignored: it belongs to no flag; write --flag=false'],
    ],
  ])('passes over %s', (_, args, want) => {
    expect(parseArguments(args).warnings).toEqual(want)
  })
})
