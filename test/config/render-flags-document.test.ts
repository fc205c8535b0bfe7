import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { flagNames } from '../../src/config/flags.ts'
import { renderFlagsDocument } from '../../src/config/render-flags-document.ts'
import { renderHelp } from '../../src/config/render-help.ts'

describe('docs/flags.md', () => {
  it('is what the flag table says; if not, run npm run docs', () => {
    const written = readFileSync(new URL('../../docs/flags.md', import.meta.url), 'utf8')
    expect(written).toBe(renderFlagsDocument())
  })

  it.each([
    [
      "a flag of Volcano's",
      '| `--port` | `8443` | Port on which the webhooks are served. Allowed: between 1 and 65535. |',
    ],
    [
      'a flag of our own',
      '| `--log-level` *new* |  | Level of the log; wins over `-v`. Object bodies and keys are never logged, at any level. Allowed: one of trace, debug, info, warn, error. |',
    ],
    [
      'a number with a unit',
      '| `--kube-api-burst` | `100` | How many requests may go to the API server at once, beyond `--kube-api-qps`. Unit: requests. |',
    ],
    ['a feature gate of Volcano', '| `SchedulingGatesQueueAdmission` | Volcano | `false` |'],
    ['a feature gate of Kubernetes', '| `PodLevelResources` | Kubernetes | `true` from 1.34 |'],
    [
      'a duration',
      '| `--graceful-shutdown-time` | `30s` | How long open requests may take after that before they are cut off. Allowed: between 0s and 576h. |',
    ],
  ])('has a line on %s', (_, line) => {
    expect(renderFlagsDocument().split('\n')).toContain(line)
  })

  it('has a line on every flag', () => {
    const names = [...renderFlagsDocument().matchAll(/^\| `--([^`]*)`/gm)].map(([, name]) => name)
    expect(names).toEqual(flagNames)
  })
})

describe('--help', () => {
  it.each([
    [
      "a flag of Volcano's",
      '  --port int (default 8443)\n        Port on which the webhooks are served. Allowed: between 1 and 65535.\n',
    ],
    ['a flag of our own', '  --lookup-timeout duration (default 2s) (new)\n        How long'],
    [
      'a bool',
      '  --enable-healthz (default false)\n        Serve health checks on an address of their own, see --healthz-address.\n',
    ],
    ['a flag without default', '  --master string\n        URL'],
  ])('tells of %s', (_, text) => {
    expect(renderHelp()).toContain(text)
  })

  it('tells of every flag', () => {
    const names = [...renderHelp().matchAll(/^ {2}--(\S*)/gm)].map(([, name]) => name)
    expect(names).toEqual(flagNames)
  })
})
