import type { Companion } from '../../plugins/companion.ts'
import { fieldManager } from '../../plugins/companions/existing.ts'
import { generatedKey } from '../../plugins/ssh/ssh.ts'
import type { Answer } from '../api-answer.ts'
import { type Line, sendWithin } from '../send-within.ts'
import { type KeptCompanion, keptCompanion, kindOfCompanion } from './companion-kinds.ts'
import type { SshKeys } from './ssh-keys.ts'

const requestTimeoutMs = 10_000

const collectionOf = (companion: Companion): string => {
  const { base, name } = kindOfCompanion(companion)
  return `${base}/namespaces/${companion.metadata.namespace}/${name}`
}
const pathOf = (companion: Companion): string => `${collectionOf(companion)}/${companion.metadata.name}`

const kept = (companion: Companion, { value, failure }: Answer<unknown>): Answer<KeptCompanion> =>
  failure ? { failure } : { value: keptCompanion(kindOfCompanion(companion), value) }

/** What stands at the name of the companion; 404 when nothing does. */
export const getCompanion = async (line: Line, companion: Companion): Promise<Answer<KeptCompanion>> =>
  kept(companion, await sendWithin(requestTimeoutMs, line, { path: pathOf(companion) }))

/** Fails with 409 when there is an object of that name. Keys that are to be generated are so now. */
export async function createCompanion(
  line: Line,
  companion: Companion,
  generateKeys: () => Promise<SshKeys>,
): Promise<Answer<KeptCompanion>> {
  const content = withData(await withKeys(companion, generateKeys))
  const path = `${collectionOf(companion)}?fieldManager=${fieldManager}`
  return kept(
    companion,
    await sendWithin(requestTimeoutMs, line, { method: 'POST', path, body: { type: 'application/json', content } }),
  )
}

/** Fails with 409 when the object of that name has not this uid. What others added to it stays. */
export async function applyCompanion(line: Line, companion: Companion, uid: string): Promise<Answer<KeptCompanion>> {
  const content = { ...withData(companion), metadata: { ...companion.metadata, uid } }
  const path = `${pathOf(companion)}?fieldManager=${fieldManager}&force=true`
  const body = { type: 'application/apply-patch+yaml', content }
  return kept(companion, await sendWithin(requestTimeoutMs, line, { method: 'PATCH', path, body }))
}

/** Server-side apply does not follow `stringData`: it must be `data` from the first. */
function withData({ stringData, ...rest }: Companion): Omit<Companion, 'stringData'> {
  if (stringData === undefined) return rest
  const texts = Object.entries(stringData as Readonly<Record<string, string>>)
  const data = Object.fromEntries(texts.map(([name, text]) => [name, Buffer.from(text).toString('base64')]))
  return { ...rest, data }
}

async function withKeys(companion: Companion, generateKeys: () => Promise<SshKeys>): Promise<Companion> {
  const { id_rsa: key } = (companion.stringData ?? {}) as Readonly<{ id_rsa?: string }>
  if (companion.kind !== 'Secret' || key !== generatedKey) return companion
  const { privateKey, publicKey } = await generateKeys()
  const keys = { id_rsa: privateKey, 'id_rsa.pub': publicKey, authorized_keys: publicKey }
  return { ...companion, stringData: { ...(companion.stringData as object), ...keys } }
}
