import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { ManifestMistake } from './manifest.ts'

export type FoundFiles = Readonly<{ files: readonly string[]; mistakes: readonly ManifestMistake[] }>

/**
 * The files that the paths mean: each file itself, whatever its name, and of each folder all .yaml, .yml and .json files
 * below it, in the order of their names. Passed over are hidden names, such as the `..data` of a mounted ConfigMap, which
 * holds every file once more, and links to folders, which may lead in circles.
 */
export async function findManifestFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files: string[] = []
  const mistakes: ManifestMistake[] = []
  for (const path of paths) {
    try {
      files.push(...((await stat(path)).isDirectory() ? await filesBelow(path) : [path]))
    } catch (error) {
      mistakes.push({ file: path, line: undefined, message: `cannot be read: ${(error as Error).message}` })
    }
  }
  return { files: [...new Set(files)], mistakes }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: string[] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const names = relative(folder, path).split(sep)
    if (!/\.(ya?ml|json)$/.test(entry.name) || names.some((name) => name.startsWith('.'))) continue
    if (entry.isFile() || (entry.isSymbolicLink() && (await stat(path)).isFile())) files.push(path)
  }
  return files.sort()
}
