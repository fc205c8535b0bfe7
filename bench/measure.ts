import type { Body } from './bodies.ts'
import { type Memory, readCpuMs, readMemory } from './process-figures.ts'
import type { LoadResult } from './send-load.ts'
import type { Server } from './server.ts'
import type { LoadGenerator } from './start-load.ts'

/** One turn of load on a server: what the load generator saw, and the CPU time that the server took for it. */
export type Turn = Readonly<{ result: LoadResult; cpuMs: number | undefined }>

/** The turns of one server with one body, one a round, and its memory after the last. */
export type Turns = Readonly<{ body: Body; server: Server; turns: readonly Turn[]; memory: Memory | undefined }>

type Plan = Readonly<{ rounds: number; connections: number; seconds: number }>

/** So long V8 compiles what it finds to be hot. */
const warmUpSeconds = 2

/**
 * Loads the servers with one body, in turns, so that whatever else the machine does meets all of them. A longer round that
 * does not count warms them up.
 */
export async function measure(
  body: Body,
  servers: readonly Server[],
  load: LoadGenerator,
  { rounds, ...plan }: Plan,
): Promise<readonly Turns[]> {
  const found = new Map<Server, readonly Turn[]>(servers.map((server) => [server, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [server, turns] of found) {
      const turn = await takeTurn(body, server, load, round === 0 ? { ...plan, seconds: warmUpSeconds } : plan)
      if (round > 0 || turn.result.mistakes.length > 0) found.set(server, [...turns, turn])
    }
  }
  return [...found].map(([server, turns]) => ({ body, server, turns, memory: memoryOf(server) }))
}

async function takeTurn(body: Body, server: Server, load: LoadGenerator, plan: Omit<Plan, 'rounds'>): Promise<Turn> {
  const { url, authority, expect } = server
  const before = cpuMsOf(server)
  const result = await load.send({ ...plan, url, authority, body: body.name, expected: expect(body) })
  const after = cpuMsOf(server)
  return { result, cpuMs: before === undefined || after === undefined ? undefined : after - before }
}

const cpuMsOf = ({ pid }: Server): number | undefined => (pid === undefined ? undefined : readCpuMs(pid))

export const memoryOf = ({ pid }: Server): Memory | undefined => (pid === undefined ? undefined : readMemory(pid))
