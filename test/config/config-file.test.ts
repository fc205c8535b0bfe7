import { describe, expect, it } from 'vitest'
import { readConfigFile } from '../../src/config/config-file.ts'

const read = (text: string) => {
  const { given, mistakes } = readConfigFile('settings.yaml', () => text)
  return { given: Object.fromEntries(given), mistakes }
}
const from = (key: string, ...texts: string[]) => ({ where: `settings.yaml: ${key}`, texts })

describe('a configuration file', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['nothing', '', {}],
    ['comments alone', '# none\n', {}],
    ['an empty map', '{}', {}],
    ['JSON', '{"maxQueueDepth": 3}', { 'max-queue-depth': from('maxQueueDepth', '3') }],
    ['a whole number', 'port: 8444', { port: from('port', '8444') }],
    ['a fraction', 'kubeApiQps: 2.5', { 'kube-api-qps': from('kubeApiQps', '2.5') }],
    ['a bool', 'enableHealthz: true', { 'enable-healthz': from('enableHealthz', 'true') }],
    ['a duration', 'requestTimeout: 5s', { 'request-timeout': from('requestTimeout', '5s') }],
    ['texts', 'schedulerName: ["a,b", c]', { 'scheduler-name': from('schedulerName', 'a,b', 'c') }],
    ['a list', 'enabledAdmission:\n- /a\n- /b\n', { 'enabled-admission': from('enabledAdmission', '/a,/b') }],
    ['an empty list', 'enabledAdmission: []', { 'enabled-admission': from('enabledAdmission', '') }],
    ['feature gates', 'featureGates: {A: true, B: false}', { 'feature-gates': from('featureGates', 'A=true,B=false') }],
    ['levels of rules', 'rules: {a: off, b: deny}', { rules: from('rules', 'a=off,b=deny') }],
    ['a flag without effect', 'v: 4', { v: from('v', '4') }],
  ])('may have %s', (_, text, given) => {
    expect(read(text)).toEqual({ given, mistakes: [] })
  })

  it.each<[string, string, string[]]>([
    [
      'a key that is misspelled',
      'schedulerNames: [a]',
      ['settings.yaml: schedulerNames: unknown key; did you mean schedulerName?'],
    ],
    [
      'a key as the flag is written',
      'scheduler-name: [a]',
      ['settings.yaml: scheduler-name: unknown key; did you mean schedulerName?'],
    ],
    ['a key unlike any', 'xyzzyxyzzy: 1', ['settings.yaml: xyzzyxyzzy: unknown key']],
    ['its own path', 'config: other.yaml', ['settings.yaml: config: unknown key']],
    ['text for a number', 'port: "8443"', ['settings.yaml: port: invalid value "8443": must be a whole number']],
    ['a fraction for a whole number', 'port: 1.5', ['settings.yaml: port: invalid value 1.5: must be a whole number']],
    ['text for a fraction', 'kubeApiQps: many', ['settings.yaml: kubeApiQps: invalid value "many": must be a number']],
    [
      'a word for a bool',
      'enableHealthz: yes',
      ['settings.yaml: enableHealthz: invalid value "yes": must be true or false'],
    ],
    [
      'a number for text',
      'webhookNamespace: 12',
      ['settings.yaml: webhookNamespace: invalid value 12: must be text; put it in quotes'],
    ],
    [
      'a number for a duration',
      'requestTimeout: 5',
      ['settings.yaml: requestTimeout: invalid value 5: must be a duration such as 30s or 1m30s'],
    ],
    [
      'text for a list',
      'schedulerName: a',
      ['settings.yaml: schedulerName: invalid value "a": must be a list of texts'],
    ],
    [
      'no scheduler name at all',
      'schedulerName: []',
      ['settings.yaml: schedulerName: invalid value []: must be a list of texts'],
    ],
    [
      'a number in a list',
      'schedulerName: [a, 2]',
      ['settings.yaml: schedulerName[1]: invalid value 2: must be text; put it in quotes'],
    ],
    [
      'a level that there is not',
      'rules: {a: off, b: error}',
      ['settings.yaml: rules.b: invalid value "error": must be deny, warn or off'],
    ],
    [
      'text for levels',
      'rules: a=off',
      ['settings.yaml: rules: invalid value "a=off": must be a map of levels of rules such as {a: warn, b: off}'],
    ],
    [
      'text for feature gates',
      'featureGates: A=true',
      [
        'settings.yaml: featureGates: invalid value "A=true": must be a map of feature gates such as {A: true, B: false}',
      ],
    ],
    [
      'a feature gate that is no bool',
      'featureGates: {a/b: 1}',
      ['settings.yaml: featureGates.a/b: invalid value 1: must be true or false'],
    ],
    ['a key without value', 'port:', ['settings.yaml: port: invalid value null: must be a whole number']],
    [
      'a list',
      '[port]',
      [
        'settings.yaml: the file: invalid value ["port"]: must be a map whose keys are names of flags in camelCase, such as schedulerName',
      ],
    ],
    [
      'plain text',
      'port',
      [
        'settings.yaml: the file: invalid value "port": must be a map whose keys are names of flags in camelCase, such as schedulerName',
      ],
    ],
    ['a key twice', 'port: 1\nport: 2', ['settings.yaml: Map keys must be unique at line 2, column 1']],
    ['two documents', 'port: 1\n---\nport: 2', ['settings.yaml: only the first document of the file is read']],
    [
      'no YAML',
      'port: [',
      [
        'settings.yaml: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 8',
      ],
    ],
    [
      'an alias of nothing',
      'port: *x',
      ['settings.yaml: Unresolved alias (the anchor must be set before the alias): x'],
    ],
    [
      'several mistakes',
      'prot: 1\nv: a\nport: b',
      [
        'settings.yaml: prot: unknown key; did you mean port?',
        'settings.yaml: port: invalid value "b": must be a whole number',
        'settings.yaml: v: invalid value "a": must be a whole number',
      ],
    ],
  ])('is refused with %s', (_, text, mistakes) => {
    expect(read(text).mistakes).toEqual(mistakes)
  })

  it('still counts where it has no mistakes', () => {
    expect(read('port: x\nprot: 1\nv: 4').given).toEqual({ v: from('v', '4') })
  })

  it('cannot grow in memory by aliases', () => {
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(10)}]`),
    ]
    expect(read(bomb.join('\n')).mistakes).toEqual([
      'settings.yaml: Excessive alias count indicates a resource exhaustion attack',
    ])
  })

  it('is refused when it cannot be read', () => {
    const readFile = () => {
      throw new Error('no such file')
    }
    expect(readConfigFile('settings.yaml', readFile)).toEqual({
      given: new Map(),
      mistakes: ['settings.yaml: cannot be read: no such file'],
    })
  })
})
