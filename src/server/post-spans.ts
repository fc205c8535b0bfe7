const longestMs = 5_000

/** Sends spans to a receiver of OTLP over HTTP; rejects when it does not take them. Answers are not read. */
export const postSpans =
  (endpoint: string) =>
  async (request: object): Promise<void> => {
    const response = await fetch(tracesAt(endpoint), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.timeout(longestMs),
    })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`the receiver answers with ${response.status}`)
  }

/** As OpenTelemetry has it, traces have a path of their own below the endpoint. */
const tracesAt = (endpoint: string): string => `${endpoint.replace(/\/+$/, '')}/v1/traces`
