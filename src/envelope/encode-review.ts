import { describe } from '../admission/finding.ts'
import type { Review } from '../admission/review.ts'
import type { Reported, Verdict } from '../admission/verdict.ts'
import type { JsonPatch } from '../kubernetes/json-patch.ts'
import { auditAnnotationsOf } from './audit-annotations.ts'
import type { EnvelopeVersion } from './decode-review.ts'
import { warningsOf } from './warnings.ts'

/** More causes than this help nobody; the rest is counted. */
const mostCauses = 100

/**
 * The AdmissionReview that answers a review, as JSON. `toBase64` encodes the UTF-8 bytes of a text: hosts differ in how
 * they do it. A denial is a Status as Kubernetes' own validation gives it, so that kubectl prints one line a finding.
 */
export function encodeReview(
  { review, version }: Readonly<{ review: Review; version: EnvelopeVersion }>,
  verdict: Verdict,
  toBase64: (text: string) => string,
): string {
  const response = withPatch(responseOf(review, verdict), verdict.patch, toBase64)
  return `{"kind":"AdmissionReview","apiVersion":"${version}","response":${response}}`
}

function responseOf(review: Review, { allowed, findings }: Verdict): string {
  if (allowed && findings.length === 0) return `{"uid":${JSON.stringify(review.uid)},"allowed":true}`
  const warnings = warningsOf(findings)
  return JSON.stringify({
    uid: review.uid,
    allowed,
    ...(allowed ? {} : { status: denialOf(review, findings) }),
    ...(warnings.length > 0 ? { warnings } : {}),
    // Left out of the text when it is undefined.
    auditAnnotations: auditAnnotationsOf(findings),
  })
}

/** Patches of large jobs are long, and base64 needs no escapes: it is put in as it is. */
function withPatch(response: string, patch: JsonPatch, toBase64: (text: string) => string): string {
  if (patch.length === 0) return response
  return `${response.slice(0, -1)},"patch":"${toBase64(JSON.stringify(patch))}","patchType":"JSONPatch"}`
}

function denialOf(review: Review, findings: readonly Reported[]): unknown {
  const denials = findings.filter(({ severity }) => severity === 'deny')
  const shown = denials.slice(0, mostCauses)
  const { group, kind } = review.kind
  const name = nameOf(review)
  const more = denials.length > shown.length ? [`and ${denials.length - shown.length} more`] : []
  const sentences = [...shown.map(describe), ...more]
  const text = sentences.length === 1 ? sentences[0] : `[${sentences.join(', ')}]`
  return {
    metadata: {},
    status: 'Failure',
    code: 422,
    reason: 'Invalid',
    message: `${group === '' ? kind : `${kind}.${group}`} "${name}" is invalid: ${text}`,
    details: {
      name,
      group,
      kind,
      causes: shown.map(({ reason, path, message }) => ({ reason, message, field: path })),
    },
  }
}

/** The name of the object; one that is still to be generated is known by its beginning. The object may be anything. */
function nameOf({ name, object }: Review): string {
  const { metadata } = object as Readonly<{ metadata?: Readonly<Record<string, unknown>> | null }>
  return [name, metadata?.name, metadata?.generateName].find(isText) ?? ''
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
