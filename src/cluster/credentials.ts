import type { RequestOptions } from 'node:https'

/** Who this process is for the API server, and where that is. */
export type Credentials = Readonly<{
  /** URL of the API server, perhaps with a path, without a slash at the end. */
  server: string
  /** Headers and TLS settings of the next request; renews tokens that have expired. */
  authorize: () => Promise<RequestOptions>
  /** The API server did not accept them: reads everything again before the next request. */
  renew: () => void
}>
