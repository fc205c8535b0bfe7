import { once } from 'node:events'
import { watch } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchFolders } from '../../src/tls/watch-folders.ts'

describe('watchFolders', () => {
  let folder: string
  const never = 2 ** 30
  const onMistake = (mistakes: readonly string[]) => expect.fail(mistakes.join())

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'watch-folders-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('reads again when something happened during a reading', async () => {
    let readings = 0
    const read = async () => {
      readings += 1
      if (readings === 1) await writeAndHear(join(folder, 'file'))
      return readings
    }
    const second = Promise.withResolvers<void>()
    const onRead = (reading: number) => reading === 2 && second.resolve()
    const following = watchFolders([folder], { read, onRead, onMistake, pollMs: never })
    await second.promise
    following.close()
    expect(readings).toBe(2)
  })

  async function writeAndHear(path: string): Promise<void> {
    const listening = watch(folder)
    const heard = once(listening, 'change')
    await writeFile(path, 'text')
    await heard
    listening.close()
  }

  it('says nothing after close, not even what it was reading', async () => {
    const reading = Promise.withResolvers<string>()
    const onRead = () => expect.fail('read after close')
    const following = watchFolders([folder], { read: () => reading.promise, onRead, onMistake, pollMs: never })
    following.close()
    reading.resolve('late')
    await reading.promise
  })
})
