/** What Go's strings.TrimSpace takes away. */
const space = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const padded = new RegExp(`^${space}|${space}$`)

/** Whether a text begins or ends with white space. */
export const isPadded = (text: string): boolean => padded.test(text)
