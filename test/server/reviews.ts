export const uid = '42afc772-b081-4af5-b426-53516b18cb2f'

/** A request as the API server sends it, for the object. */
export const requestOf = (object: unknown, changes: object = {}): Readonly<Record<string, unknown>> => ({
  uid,
  kind: { group: 'toys.example', version: 'v1', kind: 'Toy' },
  resource: { group: 'toys.example', version: 'v1', resource: 'toys' },
  name: 'bear',
  namespace: 'nursery',
  operation: 'CREATE',
  userInfo: { username: 'alice' },
  object,
  oldObject: null,
  dryRun: false,
  ...changes,
})

export const reviewOf = (object: unknown, changes: object = {}): Readonly<Record<string, unknown>> => ({
  kind: 'AdmissionReview',
  apiVersion: 'admission.k8s.io/v1',
  request: requestOf(object, changes),
})

export const answerOf = (response: object): object => ({
  kind: 'AdmissionReview',
  apiVersion: 'admission.k8s.io/v1',
  response: { uid, ...response },
})

export const allowed = answerOf({ allowed: true })

export const denied = (message: string, causes: readonly object[], deniedBy: string): object =>
  answerOf({
    allowed: false,
    auditAnnotations: { 'denied-by': deniedBy },
    status: {
      metadata: {},
      status: 'Failure',
      code: 422,
      reason: 'Invalid',
      message: `Toy.toys.example "bear" is invalid: ${message}`,
      details: { name: 'bear', group: 'toys.example', kind: 'Toy', causes },
    },
  })

export const failureOf = (code: number, reason: string, message: string): object => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  reason,
  code,
})
