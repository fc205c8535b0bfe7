import { type Answer, fail } from './api-answer.ts'
import type { Logger } from './logger.ts'
import {
  createSecret,
  type ReadSecret,
  readSecret,
  type SecretPlace,
  type SecretTexts,
  updateSecret,
} from './secret-object.ts'
import type { Line } from './send-within.ts'

export type Settling<State> = Readonly<{
  /** What the Secret says; undefined when it is nothing that can be used. */
  parse: (texts: SecretTexts) => State | undefined
  /** What it should say instead. */
  change: (before: State | undefined) => State | Promise<State>
  write: (state: State) => SecretTexts
  logger: Logger
}>

/** Each time another replica may win, and then its state is the one to start from. */
const mostAttempts = 5

/**
 * The state that all replicas share in the Secret, after the change. A change that another replica was faster with is made
 * anew, from what it wrote. When the Secret cannot be written, the state stays as it was.
 */
export async function settleSecret<State>(
  line: Line,
  place: SecretPlace,
  settling: Settling<State>,
): Promise<Answer<State>> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const { value: secret, failure } = await readSecret(line, place)
    if (failure && failure.status !== 404) return { failure }
    const settled = await settleOnce(line, place, secret, settling)
    if (settled !== conflict) return settled
  }
  return fail(`the Secret ${place.namespace}/${place.name} is changed by others all the time`)
}

const conflict = Symbol('another replica was faster')

async function settleOnce<State>(
  line: Line,
  place: SecretPlace,
  secret: ReadSecret | undefined,
  { parse, change, write, logger }: Settling<State>,
): Promise<Answer<State> | typeof conflict> {
  const before = secret && parse(secret.texts)
  const after = await change(before)
  const texts = write(after)
  if (secret && Object.entries(texts).every(([key, text]) => secret.texts[key] === text)) return { value: after }
  const { failure } = await store(line, place, secret, texts)
  if (failure === undefined) return { value: after }
  if (failure.status === 409) return conflict
  if (before === undefined) return { failure }
  logger.error({ secret: place.name }, `failed to change the Secret: ${failure.message}`)
  return { value: before }
}

const store = (line: Line, place: SecretPlace, secret: ReadSecret | undefined, texts: SecretTexts) =>
  secret === undefined ? createSecret(line, place, texts) : updateSecret(line, place, secret.resourceVersion, texts)
