import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { findManifestFiles } from './find-manifest-files.ts'
import type { Manifest, ManifestMistake, Manifests } from './manifest.ts'
import { parseManifests } from './parse-manifests.ts'

/** How messages call the standard input, whose path is '-'. */
const stdinName = 'stdin'

/**
 * Reads the manifests of files and folders (see findManifestFiles) in the order of the paths; '-' is `stdin`. What cannot
 * be read is a mistake beside the manifests that can.
 */
export async function readManifests(
  paths: readonly string[],
  stdin: AsyncIterable<string | Uint8Array> = process.stdin,
): Promise<Manifests> {
  const manifests: Manifest[] = []
  const mistakes: ManifestMistake[] = []
  for (const path of paths) {
    const found = path === '-' ? { files: [path], mistakes: [] } : await findManifestFiles([path])
    mistakes.push(...found.mistakes)
    for (const file of found.files) {
      const read = path === '-' ? parseManifests(stdinName, await text(stdin)) : await readManifestFile(file)
      manifests.push(...read.manifests)
      mistakes.push(...read.mistakes)
    }
  }
  return { manifests, mistakes }
}

async function readManifestFile(file: string): Promise<Manifests> {
  try {
    return parseManifests(file, await readFile(file, 'utf8'))
  } catch (error) {
    const message = `cannot be read: ${(error as Error).message}`
    return { manifests: [], mistakes: [{ file, line: undefined, message }] }
  }
}
