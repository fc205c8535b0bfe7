import { type Answer, fail } from './api-answer.ts'
import { type Line, sendWithin } from './send-within.ts'
import { resourceVersionOf } from './watch-event.ts'

/** What a TLS server needs and its clients trust, in PEM. */
export type ServingCertificate = Readonly<{ authority: string; certificate: string; key: string }>

export type SecretPlace = Readonly<{ namespace: string; name: string }>

/** The Secret at one moment; what it lacks is ''. */
export type ReadSecret = Readonly<{ resourceVersion: string; certificate: ServingCertificate }>

const requestTimeoutMs = 30_000

/** Nobody but this server makes or removes the Secret: neither Helm, nor Argo CD, nor Flux, when it is in none of their files. */
const labels = {
  'app.kubernetes.io/managed-by': 'volcano-admission',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
}
const annotations = {
  'helm.sh/resource-policy': 'keep',
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false',
}

const pathOf = ({ namespace }: SecretPlace): string => `/api/v1/namespaces/${namespace}/secrets`

export async function readSecret(line: Line, place: SecretPlace): Promise<Answer<ReadSecret>> {
  const path = `${pathOf(place)}/${place.name}`
  const { value, failure } = await sendWithin(requestTimeoutMs, line, { path })
  if (failure) return { failure }
  const resourceVersion = resourceVersionOf(value)
  if (resourceVersion === undefined) return fail('the answer is not a Secret')
  const { data } = value as Readonly<{ data?: Readonly<Record<string, string>> }>
  const read = (key: string) => Buffer.from(data?.[key] ?? '', 'base64').toString()
  const certificate = { authority: read('ca.crt'), certificate: read('tls.crt'), key: read('tls.key') }
  return { value: { resourceVersion, certificate } }
}

/** Fails with 409 when the Secret is there already. */
export const createSecret = (
  line: Line,
  place: SecretPlace,
  certificate: ServingCertificate,
): Promise<Answer<unknown>> =>
  sendWithin(requestTimeoutMs, line, {
    method: 'POST',
    path: pathOf(place),
    body: {
      type: 'application/json',
      content: {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/tls',
        metadata: { ...place, labels, annotations },
        data: dataOf(certificate),
      },
    },
  })

/** Fails with 409 when the Secret is not what was read any more. All else in it stays. */
export const updateSecret = (
  line: Line,
  place: SecretPlace,
  resourceVersion: string,
  certificate: ServingCertificate,
): Promise<Answer<unknown>> =>
  sendWithin(requestTimeoutMs, line, {
    method: 'PATCH',
    path: `${pathOf(place)}/${place.name}`,
    body: {
      type: 'application/merge-patch+json',
      content: { metadata: { resourceVersion }, data: dataOf(certificate) },
    },
  })

const dataOf = ({ authority, certificate, key }: ServingCertificate) => ({
  'ca.crt': Buffer.from(authority).toString('base64'),
  'tls.crt': Buffer.from(certificate).toString('base64'),
  'tls.key': Buffer.from(key).toString('base64'),
})
