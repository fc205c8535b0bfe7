import type { Lifecycle, Probe } from '../../../kubernetes/shapes/probe.ts'
import { type Check, each, invalids, joined, none, oneOf } from '../../checks.ts'
import { type Finding, forbidden, invalid, required } from '../../finding.ts'
import { headerNameMistakes, portNameMistakes, portNumberMistakes } from './names.ts'

type Action<Kind extends keyof Probe> = NonNullable<Probe[Kind]>
type Sleep = NonNullable<NonNullable<Lifecycle['preStop']>['sleep']>

/** What a probe or a hook does: one of these. */
export type Handler = Readonly<{
  exec?: Action<'exec'>
  httpGet?: Action<'httpGet'>
  tcpSocket?: Action<'tcpSocket'>
  grpc?: Action<'grpc'>
  sleep?: Sleep
}>

const kinds = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const

/** A handler does one thing, and that is sound; further ones are not looked into. Mirrors validateHandler. */
export function checkHandler(handler: Handler, gracePeriod: number, path: string): readonly Finding[] {
  const [kind, ...more] = kinds.filter((one) => handler[one] !== undefined)
  if (kind === undefined) return [required(path, 'must specify a handler type; take one, such as exec or httpGet')]
  return joined(
    checkAction(handler, kind, gracePeriod, `${path}.${kind}`),
    more.map((one) => forbidden(`${path}.${one}`, `may not specify more than 1 handler type; keep ${kind} or ${one}`)),
  )
}

function checkAction(
  { exec = {}, httpGet = {}, tcpSocket = {}, grpc = {}, sleep = {} }: Handler,
  kind: (typeof kinds)[number],
  gracePeriod: number,
  path: string,
): readonly Finding[] {
  switch (kind) {
    case 'exec':
      return checkExec(exec, path)
    case 'httpGet':
      return checkHttpGet(httpGet, path)
    case 'tcpSocket':
      return checkPort(tcpSocket.port ?? 0, `${path}.port`)
    case 'grpc':
      return checkPort(grpc.port ?? 0, `${path}.port`)
    case 'sleep':
      return checkSleep(sleep.seconds ?? 0, path, gracePeriod)
  }
}

const checkExec: Check<NonNullable<Handler['exec']>> = ({ command }, path) =>
  command?.length ? none : [required(`${path}.command`, 'give the command and its arguments as a list')]

const checkScheme = oneOf(['HTTP', 'HTTPS'])

const checkHttpGet: Check<NonNullable<Handler['httpGet']>> = ({ port = 0, scheme, httpHeaders }, path) =>
  joined(
    checkPort(port, `${path}.port`),
    checkScheme(scheme || 'HTTP', `${path}.scheme`),
    each(httpHeaders, `${path}.httpHeaders`, ({ name = '' }, at) =>
      invalids(`${at}.name`, name, headerNameMistakes(name)),
    ),
  )

/** Mirrors ValidatePortNumOrName. */
const checkPort = (port: string | number, path: string): readonly Finding[] =>
  invalids(path, port, typeof port === 'number' ? portNumberMistakes(port) : portNameMistakes(port))

/** Mirrors validateSleepAction; zero is refused, as Volcano does not know of the feature gate that allows it. */
function checkSleep(seconds: number, path: string, gracePeriod: number): readonly Finding[] {
  if (seconds > 0 && seconds <= gracePeriod) return none
  const range = `must be greater than 0 and less than terminationGracePeriodSeconds (${gracePeriod})`
  return [invalid(path, seconds, `${range}. Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.`)]
}
