/** Why the API server did not do what it was asked. */
export type Failure = Readonly<{
  /** The HTTP status; none when there was no whole answer. */
  status: number | undefined
  message: string
  /** How long the API server wants to be left alone. */
  retryAfterMs: number | undefined
  /** Whether time was up. */
  isTimeout: boolean
}>

export type Answer<Value> = Readonly<{ value: Value; failure?: undefined } | { failure: Failure; value?: undefined }>

export const fail = (message: string, more: Partial<Failure> = {}): Readonly<{ failure: Failure }> => ({
  failure: { status: undefined, retryAfterMs: undefined, isTimeout: false, ...more, message },
})
