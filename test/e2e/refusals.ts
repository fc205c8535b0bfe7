import type { SshKeys } from '../../src/cluster/companions/ssh-keys.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Companion } from '../../src/plugins/companion.ts'
import { generatedKey } from '../../src/plugins/ssh/ssh.ts'
import type { Trial } from './try-objects.ts'

/** Which of the objects the API server would not create, each with its sentence. */
export async function refusalsFor(
  trial: Trial,
  objects: readonly (Companion | Pod)[],
  keys: SshKeys,
): Promise<readonly string[]> {
  const attempts = await Promise.all(objects.map((object) => trial.tryToCreate(withKeys(withAccount(object), keys))))
  return attempts.flatMap(({ refusal }, i) => {
    const { kind, metadata } = objects[i] ?? {}
    return refusal === undefined ? [] : [`${kind} ${metadata?.name}: ${refusal}`]
  })
}

/** The admission plugin ServiceAccount gives pods an account before they are looked at. Here it is off. */
function withAccount(object: Companion | Pod): Companion | Pod {
  if (object.kind !== 'Pod') return object
  const { spec = {} } = object as Pod
  return {
    ...object,
    spec: { ...spec, serviceAccountName: spec.serviceAccountName || spec.serviceAccount || 'default' },
  }
}

/** Keys are generated as Secrets are made, and count for how large these are. */
function withKeys(object: Companion | Pod, { privateKey, publicKey }: SshKeys): Companion | Pod {
  if (!('stringData' in object)) return object
  const made: Readonly<Record<string, string>> = { id_rsa: privateKey }
  const texts = Object.entries(object.stringData as Readonly<Record<string, string>>).map(([name, text]) => [
    name,
    text === generatedKey ? (made[name] ?? publicKey) : text,
  ])
  return { ...object, stringData: Object.fromEntries(texts) }
}
