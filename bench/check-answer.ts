/** What the answer to a body must say. What is left out is not looked at. */
export type Expected = Readonly<{
  allowed: boolean
  /** Where the JSON patch changes something, in its order; empty means that there must be no patch. */
  patchPaths?: readonly string[]
  /** The fields of a denial's findings, in their order. */
  causes?: readonly string[]
}>

export type Answer = Readonly<{ status: number; text: string }>

type Response = Readonly<{
  uid: string
  allowed: boolean
  patch?: string
  status?: Readonly<{ details?: Readonly<{ causes?: readonly Readonly<{ field: string }>[] }> }>
}>

/**
 * Checks answers to one body: `check` says what is wrong with an answer, or undefined. An answer that is the same text as
 * one that was right, but for the uid, is right without being read again: so every answer can be checked at little cost.
 */
export function answerChecker(expected: Expected): (answer: Answer, uid: string) => string | undefined {
  let right: string | undefined
  return (answer, uid) => {
    const text = `${answer.status} ${answer.text.replace(uid, '<uid>')}`
    if (text === right) return undefined
    const mistake = findMistake(answer, uid, expected)
    if (mistake === undefined) right = text
    return mistake
  }
}

function findMistake({ status, text }: Answer, uid: string, expected: Expected): string | undefined {
  if (status !== 200) return `HTTP status ${status}: ${shortened(text)}`
  const response = readResponse(text)
  if (response === undefined) return `not an AdmissionReview with a response: ${shortened(text)}`
  if (response.uid !== uid) return `uid ${response.uid} answers the request ${uid}`
  return (
    difference('allowed', expected.allowed, response.allowed) ??
    difference('the paths of the patch', expected.patchPaths, pathsOf(response)) ??
    difference('the causes', expected.causes, response.status?.details?.causes?.map(({ field }) => field) ?? [])
  )
}

function readResponse(text: string): Response | undefined {
  try {
    return JSON.parse(text).response ?? undefined
  } catch {
    return undefined
  }
}

const pathsOf = ({ patch }: Response): readonly string[] =>
  patch === undefined
    ? []
    : JSON.parse(Buffer.from(patch, 'base64').toString()).map(({ path }: Readonly<{ path: string }>) => path)

function difference(what: string, expected: unknown, found: unknown): string | undefined {
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(found)]
  return expected === undefined || wanted === got
    ? undefined
    : `${what}: expected ${shortened(wanted)}, got ${shortened(got)}`
}

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}...` : text)
