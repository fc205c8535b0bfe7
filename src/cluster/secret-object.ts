import { type Answer, fail } from './api-answer.ts'
import { type Line, sendWithin } from './send-within.ts'
import { resourceVersionOf } from './watch-event.ts'

/** The data of a Secret, decoded. */
export type SecretTexts = Readonly<Record<string, string>>

export type SecretPlace = Readonly<{ namespace: string; name: string }>

/** The Secret at one moment. */
export type ReadSecret = Readonly<{ resourceVersion: string; texts: SecretTexts }>

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
  const texts = Object.entries(data ?? {}).map(([key, text]) => [key, Buffer.from(text, 'base64').toString()])
  return { value: { resourceVersion, texts: Object.fromEntries(texts) } }
}

/** A TLS Secret, so it must have `tls.crt` and `tls.key`. Fails with 409 when the Secret is there already. */
export const createSecret = (line: Line, place: SecretPlace, texts: SecretTexts): Promise<Answer<unknown>> =>
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
        data: dataOf(texts),
      },
    },
  })

/** Fails with 409 when the Secret is not what was read any more. All else in it stays. */
export const updateSecret = (
  line: Line,
  place: SecretPlace,
  resourceVersion: string,
  texts: SecretTexts,
): Promise<Answer<unknown>> =>
  sendWithin(requestTimeoutMs, line, {
    method: 'PATCH',
    path: `${pathOf(place)}/${place.name}`,
    body: {
      type: 'application/merge-patch+json',
      content: { metadata: { resourceVersion }, data: dataOf(texts) },
    },
  })

const dataOf = (texts: SecretTexts) =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]))
