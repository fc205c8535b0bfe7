/** The message of whatever was thrown, followed by those of its causes: `fetch failed: connect ECONNREFUSED`. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${errorMessage(error.cause)}`
}
