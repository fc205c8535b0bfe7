import { findFreePorts } from '../test/control-plane/free-ports.ts'
import { type Body, bodies } from './bodies.ts'
import { bareHandlerCommand, bundle, ourCommand, ourEnvironment } from './commands.ts'
import { ensureBundle } from './ensure-bundle.ts'
import type { Options } from './options.ts'
import type { Pinning } from './pinning.ts'
import { type Server, type Start, type StartedServer, startServer } from './server.ts'
import { writeSite } from './site.ts'
import { median } from './statistics.ts'

/** The servers of one run, the bare handler first. */
export type Servers = Readonly<{ servers: readonly Server[]; stop: () => Promise<void> }>

const starts = 3

/** Starts the bare handler and our server, several times each to see how long that takes; a third may run already. */
export async function startServers(options: Options, { servers: pin }: Pinning, folder: string): Promise<Servers> {
  ensureBundle(bundle)
  const site = await writeSite(folder)
  const [barePort = 0, ...ports] = await findFreePorts(3)
  const onPort = (name: string, port: number | undefined, command: readonly string[]) => ({
    name,
    url: `https://127.0.0.1:${port}`,
    authority: site.authority,
    command: pin(command),
  })
  const bare = await startAgain({
    ...onPort('bare handler', barePort, bareHandlerCommand(site, barePort)),
    environment: {},
    expect: () => ({ allowed: true }),
  })
  const ours = await startAgain({
    ...onPort('volcano-admission', ports[0], ourCommand(site, ports, options.nodeOptions)),
    environment: ourEnvironment,
    expect: ({ expected }) => expected,
  })
  return {
    servers: [bare, ours, ...runningServers(options)],
    stop: async () => void (await Promise.all([bare.stop(), ours.stop()])),
  }
}

/** Starts a server, stops it, and so on, and leaves it running in the end; tells the median time to its first answer. */
async function startAgain(start: Omit<Start, 'firstBody'>): Promise<StartedServer> {
  const [firstBody] = bodies
  if (firstBody === undefined) throw new Error('there are no bodies')
  const times: number[] = []
  for (;;) {
    const server = await startServer({ ...start, firstBody })
    times.push(server.firstAnswerMs)
    if (times.length === starts) return { ...server, firstAnswerMs: median(times) }
    await server.stop()
  }
}

/** Other servers complete and refuse in words of their own: only whether they admit is compared. */
const runningServers = ({ against, againstPid }: Options): readonly Server[] =>
  against === undefined
    ? []
    : [
        {
          name: new URL(against).host,
          url: against,
          authority: undefined,
          pid: againstPid,
          firstAnswerMs: undefined,
          expect: ({ expected: { allowed } }: Body) => ({ allowed }),
        },
      ]
