import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeMistake } from '../../src/manifests/manifest.ts'
import { readManifests } from '../../src/manifests/read-manifests.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manifests-'))
})
afterEach(() => rm(folder, { recursive: true }))

const manifest = (name: string) => `apiVersion: v1\nkind: Thing\nmetadata: {name: ${name}}\n`

async function write(path: string, text = manifest(path)): Promise<string> {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  return file
}

/** Files relative to the folder, and the names of their objects. */
async function read(paths: readonly string[], stdin?: AsyncIterable<string>) {
  const { manifests, mistakes } = await readManifests(paths, stdin)
  return {
    found: manifests.map(({ file, object }) => [
      file.replace(`${folder}/`, ''),
      (object.metadata as { name: string }).name,
    ]),
    mistakes: mistakes.map((mistake) => describeMistake(mistake).replaceAll(folder, '')),
  }
}

test('a folder means its YAML and JSON files at every depth, in the order of their names', async () => {
  for (const path of ['b.yml', 'a.yaml', 'c.json', 'deep/er/d.yaml', 'notes.txt', 'README.md']) await write(path)
  expect(await read([folder])).toEqual({
    found: ['a.yaml', 'b.yml', 'c.json', 'deep/er/d.yaml'].map((path) => [path, path]),
    mistakes: [],
  })
})

test('a file that is named is read whatever it is called, and only once', async () => {
  const file = await write('job.txt')
  const inside = await write('a.yaml')
  expect(await read([file, inside])).toEqual({
    found: [
      ['job.txt', 'job.txt'],
      ['a.yaml', 'a.yaml'],
    ],
    mistakes: [],
  })
})

test('hidden folders are passed over, so that a mounted ConfigMap is read once', async () => {
  await write('..2030_01_01/queue.yaml')
  await symlink('..2030_01_01', join(folder, '..data'))
  await symlink('..data/queue.yaml', join(folder, 'queue.yaml'))
  expect(await read([folder])).toEqual({ found: [['queue.yaml', '..2030_01_01/queue.yaml']], mistakes: [] })
})

test('links to folders are passed over, so that no circle is walked', async () => {
  await write('a.yaml')
  await symlink('.', join(folder, 'circle'))
  await symlink('.', join(folder, 'circle.yaml'))
  expect(await read([folder])).toEqual({ found: [['a.yaml', 'a.yaml']], mistakes: [] })
})

test('- is the standard input', async () => {
  const file = await write('a.yaml')
  async function* input() {
    yield manifest('first').slice(0, 20)
    yield `${manifest('first').slice(20)}---\nkind: [\n`
  }
  const { found, mistakes } = await read(['-', file], input())
  expect(found).toEqual([
    ['stdin', 'first'],
    ['a.yaml', 'a.yaml'],
  ])
  expect(mistakes).toHaveLength(1)
  expect(mistakes[0]).toMatch(/^stdin:6: /)
})

test('what cannot be read is told beside what can', async () => {
  const file = await write('a.yaml')
  const { found, mistakes } = await read([join(folder, 'missing'), file])
  expect(found).toEqual([['a.yaml', 'a.yaml']])
  expect(mistakes).toEqual(["/missing: cannot be read: ENOENT: no such file or directory, stat '/missing'"])
})
