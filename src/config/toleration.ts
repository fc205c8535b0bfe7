import { suggest } from '../kubernetes/nearest.ts'
import type { Toleration } from '../kubernetes/shapes/affinity.ts'
import type { RawToleration } from './admission-conf-schema.ts'
import { quote } from './quote.ts'

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const operators = ['Exists', 'Equal', 'Lt', 'Gt']

/** Takes over what is set, and warns of what the API server will not accept in a pod. */
export function readToleration(
  raw: RawToleration,
  path: string,
): Readonly<{ toleration: Toleration; warnings: readonly string[] }> {
  const texts = ['key', 'operator', 'value', 'effect'] as const
  const seconds = raw.tolerationseconds ?? raw.tolerationSeconds
  const toleration: Toleration = {
    ...Object.fromEntries(texts.flatMap((name) => (raw[name] ? [[name, raw[name]]] : []))),
    ...(typeof seconds === 'string' ? { tolerationSeconds: Number(seconds) } : {}),
  }
  return { toleration, warnings: findDoubts(toleration).map((doubt) => `${path}${doubt}`) }
}

function findDoubts({ key, operator, effect }: Toleration): readonly string[] {
  return [
    ...(operator === undefined || operators.includes(operator) ? [] : [describe('operator', operator, operators)]),
    ...(effect === undefined || effects.includes(effect) ? [] : [describe('effect', effect, effects)]),
    ...(key === undefined && operator !== 'Exists' ? [': the API server wants a key, or the operator Exists'] : []),
  ]
}

const describe = (name: string, value: string, allowed: readonly string[]): string =>
  `.${name}: invalid value ${quote(value)}: the API server accepts ${allowed.join(', ')}${suggest(value, allowed)}`
