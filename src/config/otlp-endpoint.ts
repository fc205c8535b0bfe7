import { quote } from './quote.ts'

/** What is wrong with the value of --otlp-endpoint. The value is not repeated where it may have a password. */
export function findEndpointMistakes(endpoint: string): readonly string[] {
  if (endpoint === '') return []
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url?.username || url?.password) return ['--otlp-endpoint: invalid value: must be a URL without user and password']
  if (isWeb && url.search === '' && url.hash === '') return []
  return [`--otlp-endpoint: invalid value ${quote(endpoint)}: must be a URL such as http://collector:4318`]
}
