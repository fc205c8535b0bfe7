/** A call without a verdict. `message` is for a person: kubectl prints it after `failed to call webhook:`. */
export type Failure = Readonly<{
  /** HTTP status, 400 or more. */
  code: number
  message: string
  /** The API server calls again after so many seconds while its own deadline lasts. */
  retryAfterSeconds?: number
}>

/** Kubernetes' machine-readable words for HTTP statuses (metav1.StatusReason). */
const reasons: ReadonlyMap<number, string> = new Map([
  [400, 'BadRequest'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [408, 'Timeout'],
  [413, 'RequestEntityTooLarge'],
  [415, 'UnsupportedMediaType'],
  [500, 'InternalError'],
  [503, 'ServiceUnavailable'],
  [504, 'Timeout'],
])

/** The failure as a metav1.Status in JSON. */
export const encodeFailure = ({ code, message, retryAfterSeconds }: Failure): string =>
  JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason: reasons.get(code) ?? (code < 500 ? 'BadRequest' : 'InternalError'),
    ...(retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } }),
    code,
  })
