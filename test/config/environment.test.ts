import { describe, expect, it } from 'vitest'
import { readEnvironment, variableOf } from '../../src/config/environment.ts'
import { flagNames } from '../../src/config/flags.ts'

describe('the environment', () => {
  it.each([
    ['a variable', { VOLCANO_ADMISSION_MAX_QUEUE_DEPTH: '3' }, { 'max-queue-depth': ['3'] }],
    ['a list as one text', { VOLCANO_ADMISSION_ENABLED_ADMISSION: '/a,/b' }, { 'enabled-admission': ['/a,/b'] }],
    ['a repeatable flag with commas', { VOLCANO_ADMISSION_SCHEDULER_NAME: 'a,b' }, { 'scheduler-name': ['a', 'b'] }],
    ['an empty variable, which sets nothing', { VOLCANO_ADMISSION_MASTER: '' }, {}],
    ['what others set', { PATH: '/bin', KUBERNETES_PORT: 'tcp://10.0.0.1:443', volcano_admission_v: '4' }, {}],
    ['flags that it cannot set', { VOLCANO_ADMISSION_PORT: '1' }, {}],
  ])('is read: %s', (_, environment, want) => {
    const { given, warnings } = readEnvironment(environment)
    const texts = Object.fromEntries([...given].map(([name, { texts }]) => [name, texts]))
    expect({ texts, warnings }).toEqual({ texts: want, warnings: [] })
  })

  it('is named in mistakes by the variable', () => {
    expect(readEnvironment({ VOLCANO_ADMISSION_V: 'x' }).given.get('v')).toEqual({
      where: 'VOLCANO_ADMISSION_V',
      texts: ['x'],
    })
  })

  it('is warned of variables that no flag has, in alphabetical order', () => {
    const { given, warnings } = readEnvironment({ VOLCANO_ADMISSION_ZZZZZZZ: '1', VOLCANO_ADMISSION_LOG_LEVL: 'debug' })
    expect({ size: given.size, warnings }).toEqual({
      size: 0,
      warnings: [
        'environment variable VOLCANO_ADMISSION_LOG_LEVL is ignored: no flag has it; did you mean VOLCANO_ADMISSION_LOG_LEVEL?',
        'environment variable VOLCANO_ADMISSION_ZZZZZZZ is ignored: no flag has it',
      ],
    })
  })

  /** As Kubernetes sets them in every pod of the namespace. */
  const variablesOf = (service: string) =>
    [
      ...['SERVICE_HOST', 'SERVICE_PORT', 'SERVICE_PORT_HTTPS', 'PORT', 'PORT_443_TCP', 'PORT_443_TCP_PROTO'],
      ...['PORT_443_TCP_PORT', 'PORT_443_TCP_ADDR'],
    ].map((suffix) => `${service}_${suffix}`)

  it.each(['VOLCANO_ADMISSION', 'VOLCANO_ADMISSION_SERVICE', 'VOLCANO_ADMISSION_ENABLE_HEALTHZ'])(
    'is not disturbed by the variables of a Service %s',
    (service) => {
      const environment = Object.fromEntries(variablesOf(service).map((name) => [name, 'tcp://10.0.0.1:443']))
      expect(readEnvironment(environment)).toEqual({ given: new Map(), warnings: [] })
    },
  )

  it('has one variable for each flag at most', () => {
    const variables = flagNames.map(variableOf).filter((name) => name !== undefined)
    expect(new Set(variables).size).toBe(flagNames.length - 3)
  })
})
