import type { Lifecycle } from '../../../kubernetes/shapes/probe.ts'
import { type Check, joined, none, oneOf } from '../../checks.ts'
import { type Finding, forbidden } from '../../finding.ts'
import { checkHandler } from './check-handler.ts'
import type { PodFacts } from './pod-facts.ts'

/** Hooks do one thing each, and the signal to stop is one of the system. Mirrors validateLifecycle. */
export const checkLifecycle = (
  { postStart, preStop, stopSignal }: Lifecycle,
  path: string,
  { gracePeriod, os }: PodFacts,
): readonly Finding[] =>
  joined(
    postStart === undefined ? none : checkHandler(postStart, gracePeriod, `${path}.postStart`),
    preStop === undefined ? none : checkHandler(preStop, gracePeriod, `${path}.preStop`),
    stopSignal === undefined ? none : checkStopSignal(stopSignal, `${path}.stopSignal`, os),
  )

const numbered = (name: string, sign: string, most: number): readonly string[] => [
  name,
  ...Array.from({ length: most }, (_, i) => `${name}${sign}${i + 1}`),
]

const signalsOfLinux = [
  ...'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM'.split(
    ' ',
  ),
  ...'TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ'.split(' '),
  ...numbered('RTMIN', '+', 15),
  ...numbered('RTMAX', '-', 14),
]
  .map((name) => `SIG${name}`)
  .sort()

const signals: ReadonlyMap<string, Check<string>> = new Map([
  ['linux', oneOf(signalsOfLinux)],
  ['windows', oneOf(['SIGKILL', 'SIGTERM'])],
])

/** Which signals there are depends on the system. Mirrors validateStopSignal. */
function checkStopSignal(signal: string, path: string, os: string | undefined): readonly Finding[] {
  if (os === undefined)
    return [forbidden(path, 'may not be set for containers with empty `spec.os.name`; set it to linux or windows')]
  return signals.get(os)?.(signal, path) ?? none
}
