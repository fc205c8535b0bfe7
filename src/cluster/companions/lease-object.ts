import type { Answer } from '../api-answer.ts'
import { type Line, sendWithin } from '../send-within.ts'
import { resourceVersionOf } from '../watch-event.ts'

export type LeasePlace = Readonly<{ namespace: string; name: string }>

/** Who may write, and for how long after each renewal. Nobody holds it when `holder` is ''. */
export type Lease = Readonly<{
  resourceVersion: string | undefined
  holder: string
  leaseMs: number
  acquiredAt: string
  transitions: number
}>

const requestTimeoutMs = 5_000

const collectionOf = ({ namespace }: LeasePlace): string =>
  `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`

export async function readLease(line: Line, place: LeasePlace): Promise<Answer<Lease>> {
  return toLease(await sendWithin(requestTimeoutMs, line, { path: `${collectionOf(place)}/${place.name}` }))
}

/** Creates the lease when it has no resourceVersion, else replaces it; fails with 409 when somebody else was there before. */
export async function writeLease(line: Line, place: LeasePlace, lease: Lease): Promise<Answer<Lease>> {
  const { resourceVersion } = lease
  const content = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { ...place, ...(resourceVersion !== undefined && { resourceVersion }) },
    spec: {
      holderIdentity: lease.holder,
      leaseDurationSeconds: Math.ceil(lease.leaseMs / 1000),
      acquireTime: lease.acquiredAt,
      renewTime: microTime(line.timers.now()),
      leaseTransitions: lease.transitions,
    },
  }
  const body = { type: 'application/json', content }
  const path = collectionOf(place)
  const request =
    resourceVersion === undefined
      ? ({ method: 'POST', path, body } as const)
      : ({ method: 'PUT', path: `${path}/${place.name}`, body } as const)
  return toLease(await sendWithin(requestTimeoutMs, line, request))
}

/** Kubernetes reads these times with six digits after the point and no fewer. */
export const microTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '000Z')

type LeaseObject = Readonly<{
  spec?: Readonly<{
    holderIdentity?: string
    leaseDurationSeconds?: number
    acquireTime?: string
    leaseTransitions?: number
  }>
}>

function toLease({ value, failure }: Answer<unknown>): Answer<Lease> {
  if (failure) return { failure }
  const { holderIdentity, leaseDurationSeconds, acquireTime, leaseTransitions } = (value as LeaseObject).spec ?? {}
  return {
    value: {
      resourceVersion: resourceVersionOf(value),
      holder: holderIdentity ?? '',
      leaseMs: (leaseDurationSeconds ?? 0) * 1000,
      acquiredAt: acquireTime ?? '',
      transitions: leaseTransitions ?? 0,
    },
  }
}
