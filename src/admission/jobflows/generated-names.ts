/** The job of a flow. Mirrors pkg/controllers/jobflow: getJobName. */
export const jobNameOf = (jobFlow: string, flow: string): string => `${jobFlow}-${flow}`

/**
 * The value of the labels that lead from a job back to its flow and its template; a job with a longer one is refused.
 * Mirrors pkg/controllers/jobflow: GenerateObjectString.
 */
export const labelOf = (namespace: string, name: string): string => `${namespace}.${name}`

/** What jobs, pods and values of labels have room for. */
export const longestName = 63

/** What to say of a name that is too long. */
export const tooLong = (what: string, name: string): string =>
  `${what} ${name}, which has ${name.length} characters, and ${longestName} are allowed`
