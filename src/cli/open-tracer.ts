import type { Config } from '../config/config.ts'
import type { Logger } from '../server/logger.ts'
import { everySoOften } from '../server/overload-guard.ts'
import type { Trace } from '../server/tracer.ts'
import { version } from './version.ts'

type Tracing = Readonly<{ trace: Trace | undefined; close: () => unknown }>

/** Sends a span of each review where there is an endpoint for them. Nothing of it is loaded where there is none. */
export async function openTracer({ otlpEndpoint }: Config, log: Logger): Promise<Tracing> {
  if (otlpEndpoint === '') return { trace: undefined, close: () => undefined }
  const [{ createTracer }, { postSpans }] = await Promise.all([
    import('../server/tracer.ts'),
    import('../server/post-spans.ts'),
  ])
  return createTracer({ send: postSpans(otlpEndpoint), every: everySoOften, version, log })
}
