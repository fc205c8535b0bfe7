import { once } from 'node:events'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchAdmissionConf } from '../../src/config/watch-admission-conf.ts'

type Report =
  | Readonly<{ names: readonly string[]; warnings: readonly string[] }>
  | Readonly<{ mistakes: readonly string[] }>

let folder: string
let stop: () => void = () => {}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'admission-conf-'))
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})

const never = 1_000_000
const named = (name: string) => `resourceGroups: [{resourceGroup: ${name}}]`
const groups = (...names: string[]): Report => ({ names, warnings: [] })

/** Watches a file; each call of the answer waits for the next report. */
function watchFile(path: string, timing = { settleTime: 1, pollInterval: never }): () => Promise<Report> {
  const reports: Report[] = []
  let wake = () => {}
  const report = (one: Report) => {
    reports.push(one)
    wake()
  }
  stop = watchAdmissionConf(
    path,
    (groups, warnings) => report({ names: groups.map(({ name }) => name), warnings }),
    (mistakes) => report({ mistakes }),
    timing,
  )
  return async () => {
    if (reports.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    return reports.shift() ?? { mistakes: ['no report'] }
  }
}

describe('the resource group file', () => {
  it('is reported at once, and whenever it changes', async () => {
    const path = join(folder, 'conf')
    writeFileSync(path, named('a'))
    const next = watchFile(path)
    expect(await next()).toEqual(groups('a'))
    writeFileSync(path, named('b'))
    expect(await next()).toEqual(groups('b'))
    writeFileSync(path, '')
    expect(await next()).toEqual(groups())
  })

  it('is reported when Kubernetes turns the link to the folder of a ConfigMap', async () => {
    for (const version of ['1', '2']) {
      mkdirSync(join(folder, version))
      writeFileSync(join(folder, version, 'conf'), named(`of-${version}`))
    }
    symlinkSync('1', join(folder, '..data'))
    symlinkSync('..data/conf', join(folder, 'conf'))
    const next = watchFile(join(folder, 'conf'))
    expect(await next()).toEqual(groups('of-1'))
    symlinkSync('2', join(folder, '..data_tmp'))
    renameSync(join(folder, '..data_tmp'), join(folder, '..data'))
    expect(await next()).toEqual(groups('of-2'))
  })

  it('is refused loudly when it becomes wrong, and taken again once it is right', async () => {
    const path = join(folder, 'conf')
    writeFileSync(path, named('a'))
    const next = watchFile(path)
    expect(await next()).toEqual(groups('a'))
    writeFileSync(path, 'resourceGroups: b')
    expect(await next()).toEqual({
      mistakes: [`${path}: resourceGroups: invalid value "b": must be a list of resource groups`],
    })
    writeFileSync(path, named('a'))
    expect(await next()).toEqual(groups('a'))
  })

  it('may be wrong at the start: there are no groups until it is right', async () => {
    const path = join(folder, 'conf')
    writeFileSync(path, '[')
    const next = watchFile(path)
    expect(await next()).toMatchObject({ mistakes: [expect.stringContaining(`${path}: Flow sequence`)] })
    writeFileSync(path, named('a'))
    expect(await next()).toEqual(groups('a'))
  })

  it('may be missing at the start, and go missing', async () => {
    const path = join(folder, 'conf')
    const missing = { mistakes: [`${path}: cannot be read: ENOENT: no such file or directory, open '${path}'`] }
    const next = watchFile(path)
    expect(await next()).toEqual(missing)
    writeFileSync(path, named('a'))
    expect(await next()).toEqual(groups('a'))
    rmSync(path)
    expect(await next()).toEqual(missing)
  })

  it('is reported with its warnings', async () => {
    const path = join(folder, 'conf')
    writeFileSync(path, 'a: b')
    expect(await watchFile(path)()).toEqual({ names: [], warnings: [`${path}: a: unknown key: it is ignored`] })
  })

  it('is not read before its writer had time to finish', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const path = join(folder, 'conf')
    writeFileSync(path, named('a'))
    const next = watchFile(path, { settleTime: 100, pollInterval: never })
    expect(await next()).toEqual(groups('a'))
    const other = watch(folder)
    writeFileSync(path, '')
    await once(other, 'change')
    other.close()
    vi.advanceTimersByTime(99)
    writeFileSync(path, named('b'))
    vi.advanceTimersByTime(1)
    expect(await next()).toEqual(groups('b'))
  })
})

describe('polling', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  const polled = { settleTime: never, pollInterval: 1_000 }

  it('finds what the folder does not tell', async () => {
    const path = join(folder, 'conf')
    writeFileSync(path, named('a'))
    const next = watchFile(path, polled)
    expect(await next()).toEqual(groups('a'))
    writeFileSync(path, named('b'))
    vi.advanceTimersByTime(1_000)
    expect(await next()).toEqual(groups('b'))
  })

  it('finds a file whose folder was missing at the start', async () => {
    const [late, path] = [join(folder, 'late'), join(folder, 'late', 'conf')]
    const next = watchFile(path, polled)
    expect([await next(), await next()]).toEqual([
      { mistakes: [`${path}: cannot be read: ENOENT: no such file or directory, open '${path}'`] },
      {
        mistakes: [
          `${late}: cannot be watched: ENOENT: no such file or directory, watch '${late}': it is polled instead`,
        ],
      },
    ])
    mkdirSync(late)
    writeFileSync(path, named('a'))
    vi.advanceTimersByTime(1_000)
    expect(await next()).toEqual(groups('a'))
  })

  it('reports a file once as long as it stays the same, right or wrong', async () => {
    const path = join(folder, 'conf')
    const next = watchFile(path, polled)
    vi.advanceTimersByTime(5_000)
    expect(await next()).toHaveProperty('mistakes')
    for (const name of ['a', 'b']) {
      writeFileSync(path, named(name))
      vi.advanceTimersByTime(5_000)
      expect(await next()).toEqual(groups(name))
    }
  })

  it('ends when it is stopped', async () => {
    const path = join(folder, 'conf')
    writeFileSync(path, named('a'))
    const next = watchFile(path, polled)
    expect(await next()).toEqual(groups('a'))
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
