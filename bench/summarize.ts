import type { Turn, Turns } from './measure.ts'
import { median, percentile } from './statistics.ts'

/** What is told of one server with one body. Times in milliseconds, memory in MB. */
export type Summary = Readonly<{
  body: string
  server: string
  requests: number
  /** Per request. */
  cpuMs: number | undefined
  /** CPU per request beside that of the first server in the same round. */
  ratio: number | undefined
  /** Share of a core that the server took while it was loaded. */
  busy: number | undefined
  requestsPerSecond: number
  p50: number
  p99: number
  rss: number | undefined
}>

/** The first of the servers is the one that the others are compared with. Of all rounds the median counts. */
export const summarize = (all: readonly Turns[]): readonly Summary[] =>
  all.map(({ body, server, turns, memory }) => {
    const latencies = turns.flatMap(({ result }) => result.latencies)
    return {
      body: body.name,
      server: server.name,
      requests: latencies.length,
      cpuMs: medianOf(turns.map(cpuPerRequest)),
      ratio: medianOf(turns.map((turn, round) => divide(cpuPerRequest(turn), cpuPerRequest(all[0]?.turns[round])))),
      busy: medianOf(turns.map(({ cpuMs, result }) => divide(cpuMs, result.elapsedMs))),
      requestsPerSecond: median(turns.map(({ result }) => (result.latencies.length / result.elapsedMs) * 1_000)),
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      rss: memory?.rss,
    }
  })

const cpuPerRequest = (turn: Turn | undefined): number | undefined => divide(turn?.cpuMs, turn?.result.latencies.length)

/** Nothing for a turn in which the machine was so busy otherwise that the clock of CPU time did not move. */
const divide = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined || part === 0 || whole === 0 ? undefined : part / whole

/** Of the values that are known. */
const medianOf = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : median(known)
}
