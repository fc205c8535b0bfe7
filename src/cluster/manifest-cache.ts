import { readFile } from 'node:fs/promises'
import { sep } from 'node:path'
import { findManifestFiles } from '../manifests/find-manifest-files.ts'
import { describeMistake, type KubernetesObject, type ManifestMistake } from '../manifests/manifest.ts'
import { parseManifests } from '../manifests/parse-manifests.ts'

/** A file as it was read last; `objects` are those of its last reading without a mistake. */
type CachedFile = Readonly<{
  text: string | undefined
  objects: readonly KubernetesObject[]
  mistakes: readonly ManifestMistake[]
}>

/**
 * Reads the manifests of files and folders again and again. `read` resolves to all objects, or to undefined when nothing
 * has changed since the last time. Each mistake is reported once, until it has gone in between.
 */
export function createManifestCache(
  paths: readonly string[],
  onMistake: (mistake: ManifestMistake) => void,
): Readonly<{ read: () => Promise<readonly KubernetesObject[] | undefined> }> {
  let files: ReadonlyMap<string, CachedFile> | undefined
  let reported: ReadonlySet<string> = new Set()

  const report = (mistakes: readonly ManifestMistake[]) => {
    for (const mistake of mistakes) if (!reported.has(describeMistake(mistake))) onMistake(mistake)
    reported = new Set(mistakes.map(describeMistake))
  }
  const read = async () => {
    const before = files
    const found = await findManifestFiles(paths)
    const unreachable = found.mistakes.map(({ file }) => file)
    const now = new Map([...(before ?? [])].filter(([file]) => unreachable.some((path) => isWithin(file, path))))
    for (const file of found.files) now.set(file, await readAgain(file, before?.get(file)))
    files = now
    report([...found.mistakes, ...[...now.values()].flatMap(({ mistakes }) => mistakes)])
    if (before !== undefined && isSame(before, now)) return undefined
    return [...now.values()].flatMap(({ objects }) => objects)
  }
  return { read }
}

const isWithin = (file: string, path: string): boolean => file === path || file.startsWith(path + sep)

const isSame = (before: ReadonlyMap<string, CachedFile>, now: ReadonlyMap<string, CachedFile>): boolean =>
  before.size === now.size && [...now].every(([file, { objects }]) => before.get(file)?.objects === objects)

async function readAgain(file: string, before: CachedFile | undefined): Promise<CachedFile> {
  try {
    const text = await readFile(file, 'utf8')
    if (text === before?.text) return before
    const { manifests, mistakes } = parseManifests(file, text)
    const isBroken = mistakes.length > 0 && before !== undefined
    return { text, objects: isBroken ? before.objects : manifests.map(({ object }) => object), mistakes }
  } catch (error) {
    const message = `cannot be read: ${(error as Error).message}`
    return { text: undefined, objects: before?.objects ?? [], mistakes: [{ file, line: undefined, message }] }
  }
}
