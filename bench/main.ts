import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { bodies } from './bodies.ts'
import { measure, memoryOf, type Turns } from './measure.ts'
import { type Options, parseOptions, usage } from './options.ts'
import { findPinning } from './pinning.ts'
import { renderReport, type ServerFacts } from './render-report.ts'
import { startLoad } from './start-load.ts'
import { startServers } from './start-servers.ts'
import { summarize } from './summarize.ts'

const parsed = parseOptions(process.argv.slice(2))
if ('mistakes' in parsed) {
  console.error(parsed.mistakes.join('\n'))
  process.exitCode = 2
} else if (parsed.options.help) {
  console.log(usage)
} else {
  // Whatever was started ends, and files go, when this process exits.
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  try {
    process.exitCode = await bench(parsed.options)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
}

/** Prints what it measures; returns 1 when an answer was wrong, however fast it came. */
async function bench(options: Options): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'volcano-admission-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const pinning = findPinning()
  console.error(`Starting the servers; ${pinning.about}.`)
  const { servers, stop } = await startServers(options, pinning, folder)
  const load = startLoad(pinning.load)
  const idle = servers.map(memoryOf)
  const all: (readonly Turns[])[] = []
  for (const body of bodies.filter(({ name }) => options.bodies.includes(name))) {
    console.error(`${body.name} ...`)
    all.push(await measure(body, servers, load, options))
  }
  const facts = servers.map((server, i) => {
    const { name, firstAnswerMs } = server
    return { name, firstAnswerMs, idle: idle[i], loaded: memoryOf(server) }
  })
  load.stop()
  await stop()
  return report(options, all, facts)
}

function report({ json, ...options }: Options, all: readonly (readonly Turns[])[], servers: readonly ServerFacts[]) {
  const mistakes = all
    .flat()
    .flatMap(({ body, server, turns }) =>
      turns.flatMap(({ result }) => result.mistakes.map((mistake) => `${server.name}, ${body.name}: ${mistake}`)),
    )
  if (mistakes.length > 0) {
    console.error(['Wrong answers, so there are no numbers:', ...new Set(mistakes)].join('\n'))
    return 1
  }
  const summaries = all.flatMap(summarize)
  console.log(renderReport(bodies, summaries, servers))
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
  if (json !== undefined)
    writeFileSync(json, `${JSON.stringify({ machine, options, servers, summaries }, undefined, 2)}\n`)
  return 0
}
