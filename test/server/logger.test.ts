import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { createLogger, writeLine } from '../../src/server/logger.ts'

it('writes one JSON object a line, with the level as a word', () => {
  const lines: string[] = []
  const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } })
  log.warn({ webhook: '/jobs/validate' }, 'two\nlines')
  log.debug('too much')
  expect(lines).toEqual([expect.stringMatching(/^\{.*\}\n$/)])
  expect(JSON.parse(String(lines))).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    webhook: '/jobs/validate',
    msg: 'two\nlines',
  })
})

it('a line written as a whole is that of the logger, to the letter', () => {
  const lines: string[] = []
  const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(line.replace(/T[^"]*/, '')) } })
  const facts = {
    webhook: '/jobs/validate',
    name: 'a "name"\n',
    reasons: [{ rule: 'has-tasks' }],
    dryRun: false,
    ms: 0.1,
  }
  log.info(facts, 'review')
  writeLine(log, facts, 'review')
  expect(lines[1]).toBe(lines[0])
})

it('a line written as a whole is none where the level is above', () => {
  const lines: string[] = []
  writeLine(createLogger({ level: 'warn', destination: { write: (line) => lines.push(line) } }), { ms: 1 }, 'review')
  expect(lines).toEqual([])
})

const endings = [
  { sentence: 'the process exits', ending: 'process.exit(0)' },
  { sentence: 'an error ends the process', ending: "throw new Error('a bug')" },
  { sentence: 'there is nothing left to do', ending: '' },
]

/** The lines of a program that has the logger `log`. */
async function linesOf(program: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const logger = new URL('../../src/server/logger.ts', import.meta.url).href
  const script = `import { createLogger, writeLine } from '${logger}'
    const log = createLogger({ level: 'info' }); ${program}`
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line))
}

it.each(endings)('what is held back goes to standard output when $sentence', async ({ ending }) => {
  const lines = await linesOf(`log.info('the last words'); writeLine(log, { of: 1 }, 'the very last'); ${ending}`)
  expect(lines).toMatchObject([{ msg: 'the last words' }, { of: 1, msg: 'the very last' }])
})

it('lines of all kinds come in their order', async () => {
  const lines = await linesOf(`for (let i = 0; i < 500; i++)
    if (i % 100 === 7) log.info({ i }, 'a word'); else writeLine(log, { i }, 'a line')`)
  expect(lines.map(({ i }) => i)).toEqual(Array.from({ length: 500 }, (_, i) => i))
})

it('a line does not wait for the next one', async () => {
  const lines = await linesOf(`writeLine(log, { i: 1 }, 'a line')
    setTimeout(() => process.stdout.write('{"i":2}'), 1000)`)
  expect(lines.map(({ i }) => i)).toEqual([1, 2])
})
