import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createManifestCache } from '../../src/cluster/manifest-cache.ts'
import { describeMistake } from '../../src/manifests/manifest.ts'

let folder: string
let mistakes: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cache-'))
  mistakes = []
})
afterEach(() => rm(folder, { recursive: true }))

const manifest = (name: string) => `apiVersion: v1\nkind: Thing\nname: ${name}\n`
const broken = 'apiVersion: v1\nkind: [\n'

const write = (file: string, text: string) => writeFile(join(folder, file), text)

/** The names of the objects after each reading, or undefined when nothing has changed. */
const open = (paths = [folder]) => {
  const cache = createManifestCache(paths, (mistake) =>
    mistakes.push(describeMistake(mistake).replaceAll(folder, '').replace(/: .*/, '')),
  )
  return async () => (await cache.read())?.map(({ name }) => name)
}

test('files are read again when they say something else', async () => {
  await write('a.yaml', manifest('a'))
  await write('b.yaml', manifest('b'))
  const read = open()
  expect(await read()).toEqual(['a', 'b'])
  expect(await read()).toBeUndefined()
  await write('a.yaml', manifest('a'))
  expect(await read()).toBeUndefined()
  await write('a.yaml', manifest('c'))
  expect(await read()).toEqual(['c', 'b'])
})

test('a file that goes takes its objects with it', async () => {
  await write('a.yaml', manifest('a'))
  await write('b.yaml', manifest('b'))
  const read = open()
  await read()
  await rm(join(folder, 'b.yaml'))
  expect(await read()).toEqual(['a'])
  await rm(join(folder, 'a.yaml'))
  expect(await read()).toEqual([])
})

test('the last good content of a broken file stays until it is good again', async () => {
  await write('a.yaml', manifest('a'))
  const read = open()
  await read()
  await write('a.yaml', broken)
  expect(await read()).toBeUndefined()
  await write('b.yaml', manifest('b'))
  expect(await read()).toEqual(['a', 'b'])
  await write('a.yaml', manifest('c'))
  expect(await read()).toEqual(['c', 'b'])
  expect(mistakes).toEqual(['/a.yaml:3'])
})

test('a file that is broken from the start gives what is good in it', async () => {
  await write('a.yaml', `${manifest('a')}---\n${broken}`)
  expect(await open()()).toEqual(['a'])
})

test('a mistake is told once, and again only when it was gone in between', async () => {
  await write('a.yaml', broken)
  const read = open()
  await read()
  await read()
  expect(mistakes).toEqual(['/a.yaml:3'])
  await write('a.yaml', manifest('a'))
  await read()
  await write('a.yaml', broken)
  await read()
  expect(mistakes).toEqual(['/a.yaml:3', '/a.yaml:3'])
})

test('while a path cannot be read, what was there stays', async () => {
  await mkdir(join(folder, 'team'))
  await mkdir(join(folder, 'team-b'))
  await write('team/a.yaml', manifest('a'))
  await write('team-b/b.yaml', manifest('b'))
  const read = open([join(folder, 'team'), join(folder, 'team-b')])
  await read()
  await rename(join(folder, 'team'), join(folder, 'away'))
  await rm(join(folder, 'team-b/b.yaml'))
  expect(await read()).toEqual(['a'])
  expect(mistakes).toEqual(['/team'])
})
