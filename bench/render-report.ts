import type { Body } from './bodies.ts'
import type { Memory } from './process-figures.ts'
import { renderTable } from './render-table.ts'
import type { Summary } from './summarize.ts'

/** What is told of a server apart from its load. Time in milliseconds, memory in MB. */
export type ServerFacts = Readonly<{
  name: string
  firstAnswerMs: number | undefined
  idle: Memory | undefined
  loaded: Memory | undefined
}>

/** The numbers of a run for people: one table of loads, and one sentence for each server. */
export function renderReport(
  bodies: readonly Body[],
  summaries: readonly Summary[],
  servers: readonly ServerFacts[],
): string {
  const head = ['body', 'path', 'KB', 'server', 'CPU/request', 'ratio', 'requests/s', 'p50', 'p99', 'RSS']
  const rows = bodies.flatMap((body) =>
    summaries
      .filter((summary) => summary.body === body.name)
      .map((summary) => [
        body.about,
        body.path,
        rounded(body.text().length / 1e3, 0),
        summary.server,
        rounded(summary.cpuMs, 3, 'ms'),
        rounded(summary.ratio, 2),
        rounded(summary.requestsPerSecond, 0),
        rounded(summary.p50, 1, 'ms'),
        rounded(summary.p99, 1, 'ms'),
        rounded(summary.rss, 0, 'MB'),
      ]),
  )
  return [renderTable(head, rows), '', ...servers.map(renderServer)].join('\n')
}

function renderServer({ name, firstAnswerMs, idle, loaded }: ServerFacts): string {
  const start = `first answer ${rounded(firstAnswerMs, 0, 'ms')} after its start`
  return `${name}: ${start}; memory ${rounded(idle?.rss, 0, 'MB')} idle, ${rounded(loaded?.peak, 0, 'MB')} at most`
}

/** `-` for a number that is not known, such as the CPU of a process of which the system does not tell. */
function rounded(value: number | undefined, digits: number, unit = ''): string {
  return value === undefined ? '-' : `${value.toFixed(digits)} ${unit}`.trimEnd()
}
