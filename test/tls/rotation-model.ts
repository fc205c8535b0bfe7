import { type Authorities, bundleOf } from '../../src/tls/authorities.ts'
import type { Lifetimes } from '../../src/tls/lifetimes.ts'
import { isInLastThird, needsAuthority, rotateAuthorities } from '../../src/tls/rotate-authorities.ts'

type Leaf = Readonly<{ certificate: string; notBefore: number; notAfter: number }>
type Read = Readonly<{ version: number; readAt: number; state: Authorities | undefined }>
type Replica = {
  leaf?: Leaf
  read?: Read | undefined
  found?: { config: number; version: number; bundle: string } | undefined
  clock: number
}
export type Step = Readonly<{
  replica: number
  config: number
  action: 'read' | 'write' | 'find' | 'ask' | 'patch'
  pass: number
}>

export const pem = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----\n`

/**
 * Three replicas with clocks of their own, each of which may stop between any two of its steps for as long as it likes; a
 * Secret and two webhook configurations that refuse what was not read last.
 */
export function createRotationModel(start: Authorities | undefined, lifetimes: Lifetimes) {
  let now = 0
  let made = 0
  let promotions = 0
  let secret = { version: 1, state: start }
  const bundle = start ? bundleOf(start) : ''
  const configs = [bundle, bundle].map((inForce) => ({ version: 1, bundle: inForce }))
  const replicas = [0, 5, -5].map((minutes): Replica => ({ clock: minutes * 60_000 }))

  const change = (state: Authorities | undefined, clock: number): Authorities => {
    const certificate = state?.next?.authority.certificate
    const isTrusted = certificate !== undefined && configs.every((config) => config.bundle.includes(certificate))
    const life = { notBefore: clock, notAfter: clock + lifetimes.authorityMs }
    const fresh = needsAuthority(state, clock) ? { certificate: pem(`ca-${made++}`), key: 'key', ...life } : undefined
    return rotateAuthorities(state, { now: clock, isTrusted, fresh }, lifetimes) ?? { former: [] }
  }
  const serve = (replica: Replica, { signing, inherited }: Authorities, readAt: number) => {
    const certificate = signing?.certificate ?? inherited?.authority ?? ''
    const notAfter = signing ? Math.min(readAt + lifetimes.leafMs, signing.notAfter) : (inherited?.notAfter ?? 0)
    const { leaf } = replica
    if (leaf?.certificate === certificate && !isInLastThird(leaf, now + replica.clock)) return
    replica.leaf = { certificate, notBefore: readAt, notAfter }
  }
  const write = (replica: Replica) => {
    const { read } = replica
    replica.read = undefined
    if (read === undefined) return
    const after = change(read.state, now + replica.clock)
    if (after !== read.state) {
      if (secret.version !== read.version) return
      if (read.state && after.signing !== read.state.signing) promotions += 1
      secret = { version: read.version + 1, state: after }
    }
    serve(replica, after, read.readAt)
  }
  const patch = (replica: Replica) => {
    const { found } = replica
    replica.found = undefined
    if (!found?.bundle || configs[found.config]?.version !== found.version) return
    configs[found.config] = { version: found.version + 1, bundle: found.bundle }
  }
  const act = (replica: Replica, { config, action }: Step) => {
    if (action === 'read') replica.read = { ...secret, readAt: now + replica.clock }
    if (action === 'write') write(replica)
    if (action === 'find') replica.found = { config, version: configs[config]?.version ?? 0, bundle: '' }
    if (action === 'ask' && replica.found && secret.state) replica.found.bundle = bundleOf(secret.state)
    if (action === 'patch') patch(replica)
  }
  return {
    promotions: () => promotions,
    /** Whether the CA ends before anybody comes by: then nothing can be kept. */
    isTooLate: (pass: number) => {
      const { signing, inherited } = secret.state ?? {}
      return now + pass + 10 * 60_000 >= ((signing ?? inherited)?.notAfter ?? Infinity)
    },
    take(step: Step) {
      now += step.pass
      const replica = replicas[step.replica]
      if (replica) act(replica, step)
    },
    isInstalled: () => configs.every((config) => config.bundle !== ''),
    /** The CAs of what is served that a bundle in force does not name. */
    distrusted: () =>
      replicas
        .flatMap(({ leaf }) => (leaf && leaf.notAfter > now ? [leaf.certificate] : []))
        .filter((certificate) => configs.some((config) => !config.bundle.includes(certificate))),
  }
}
