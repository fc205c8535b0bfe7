import { describe, expect, it } from 'vitest'
import { type FlagName, flags } from '../../src/config/flags.ts'
import { readValue } from '../../src/config/read-value.ts'

const read = (name: FlagName, ...texts: string[]) => readValue(flags[name], { where: `--${name}`, texts })

describe('a value', () => {
  it.each<[string, FlagName, string[], unknown]>([
    ['a bool as Go has it', 'enable-healthz', ['T'], true],
    ['0 as false', 'enable-root-queue-protection', ['0'], false],
    ['text as it is', 'master', [' a b '], ' a b '],
    ['a number', 'max-queue-depth', ['7'], 7],
    ['a negative number', 'max-queue-depth', ['-7'], -7],
    ['a hexadecimal number', 'port', ['0x1F90'], 8080],
    ['a number with underscores', 'max-request-bytes', ['1_000_000'], 1_000_000],
    ['a decimal fraction', 'kube-api-qps', ['2.5'], 2.5],
    ['a power of ten', 'kube-api-qps', ['1e2'], 100],
    ['a duration', 'graceful-shutdown-time', ['1m30s'], 90_000],
    ['a duration below a second', 'lookup-timeout', ['250ms'], 250],
    ['no duration at all', 'shutdown-delay', ['0'], 0],
    ['a list, trimmed and without empty items', 'enabled-admission', [' /a , ,/b,'], ['/a', '/b']],
    ['an empty list', 'enabled-admission', [''], []],
    ['one text of a repeatable flag, which replaces the default', 'scheduler-name', ['a,b'], ['a,b']],
    ['several texts of a repeatable flag', 'scheduler-name', ['b', 'a', 'b'], ['b', 'a', 'b']],
    ['feature gates', 'feature-gates', [' A = true ,,B=F,C=1'], { A: true, B: false, C: true }],
    ['feature gates that add up', 'feature-gates', ['A=true,B=true', 'B=false'], { A: true, B: false }],
    ['levels of rules', 'rules', [' a = deny ,,b=off'], new Map(Object.entries({ a: 'deny', b: 'off' }))],
    ['levels that add up', 'rules', ['a=deny,b=off', 'b=warn'], new Map(Object.entries({ a: 'deny', b: 'warn' }))],
    ['a level of whatever name', 'rules', ['__proto__=off'], new Map([['__proto__', 'off']])],
    ['the last of several texts', 'port', ['1', '2'], 2],
    ['the last of several lists', 'enabled-admission', ['/a', '/b,/c'], ['/b', '/c']],
    ['a word that is allowed', 'log-level', ['warn'], 'warn'],
  ])('is read: %s', (_, name, texts, value) => {
    expect(read(name, ...texts)).toEqual({ value, mistakes: [] })
  })

  const portRange = 'Configured port is invalid: the port should be in the range of 1 and 65535'
  it.each<[string, FlagName, string[], string[]]>([
    ['a bool in words', 'enable-healthz', ['yes'], ['--enable-healthz: invalid value "yes": must be true or false']],
    ['no number', 'max-queue-depth', ['five'], ['--max-queue-depth: invalid value "five": must be a whole number']],
    ['nothing for a number', 'port', [''], ['--port: invalid value "": must be a whole number']],
    ['a fraction for a whole number', 'port', ['1.5'], ['--port: invalid value "1.5": must be a whole number']],
    [
      'a number too large to be exact',
      'kube-api-burst',
      ['9007199254740993'],
      ['--kube-api-burst: invalid value "9007199254740993": must be a whole number'],
    ],
    ['an infinite number', 'kube-api-qps', ['1e39'], ['--kube-api-qps: invalid value "1e39": must be a number']],
    [
      'a duration without unit',
      'request-timeout',
      ['10'],
      ['--request-timeout: invalid value "10": must be a duration such as 30s or 1m30s'],
    ],
    [
      'a duration that is too short',
      'request-timeout',
      ['0s'],
      ['--request-timeout: invalid value "0s": must be between 1ms and 576h'],
    ],
    [
      'a duration that timers cannot keep',
      'graceful-shutdown-time',
      ['1000h'],
      ['--graceful-shutdown-time: invalid value "1000h": must be between 0s and 576h'],
    ],
    [
      'a negative duration',
      'graceful-shutdown-time',
      ['-1s'],
      ['--graceful-shutdown-time: invalid value "-1s": must be between 0s and 576h'],
    ],
    ['port 0', 'port', ['0'], [`--port: invalid value "0": ${portRange}`]],
    ['port 65536', 'port', ['65536'], [`--port: invalid value "65536": ${portRange}`]],
    [
      'a number that is too small',
      'max-requests-in-flight',
      ['0'],
      ['--max-requests-in-flight: invalid value "0": must be at least 1'],
    ],
    [
      'a word that is not allowed',
      'log-level',
      ['wran'],
      ['--log-level: invalid value "wran": must be one of trace, debug, info, warn, error; did you mean warn?'],
    ],
    [
      'a gate without value',
      'feature-gates',
      ['A'],
      ['--feature-gates: invalid value "A": must be true or false for each feature gate, as in A=true,B=false'],
    ],
    [
      'a gate with another value',
      'feature-gates',
      ['A=on'],
      ['--feature-gates: invalid value "A=on": must be true or false for each feature gate, as in A=true,B=false'],
    ],
    [
      'a rule without level',
      'rules',
      ['a'],
      ['--rules: invalid value "a": must be deny, warn or off for each rule, as in a=warn,b=off'],
    ],
    [
      'a level that there is not',
      'rules',
      ['a=deny,b=error'],
      ['--rules: invalid value "a=deny,b=error": must be deny, warn or off for each rule, as in a=warn,b=off'],
    ],
    [
      'each of several texts',
      'port',
      ['x', '1', '0'],
      ['--port: invalid value "x": must be a whole number', `--port: invalid value "0": ${portRange}`],
    ],
    [
      'endless text, in short',
      'port',
      ['x'.repeat(1000)],
      [`--port: invalid value "${'x'.repeat(119)}...: must be a whole number`],
    ],
  ])('is refused, and the default stands in: %s', (_, name, texts, mistakes) => {
    expect(read(name, ...texts)).toEqual({ value: flags[name].default, mistakes })
  })
})
