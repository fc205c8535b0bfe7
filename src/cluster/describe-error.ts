/** What an error of the network says, with its code. Where several addresses were tried, each has its own. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(describeError))].join(', ')
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  const message = error.message || error.name
  return code === undefined || message.includes(code) ? message : `${message} (${code})`
}
