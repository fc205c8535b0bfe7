import { randomUUID } from 'node:crypto'
import { configurationName } from '../admission/webhook.ts'
import type { ApiClient } from './api-client.ts'
import type { Logger } from './logger.ts'
import type { Proven } from './proof-object.ts'
import { type Settled, type Settling, settleFailurePolicy } from './settle-failure-policy.ts'
import { systemTimers, type Timers } from './timers.ts'

/** Whether the way to the webhook is known to be open; a configuration that does not ask for it is left out. */
export type PathStatus = Readonly<{ configuration: string; proved: boolean }>

export type FailurePolicies = Readonly<{
  /** Looks at one configuration, which was just read and has the right CA bundle. */
  settle: (webhook: Proven, configuration: unknown, signal: AbortSignal) => Promise<'right' | 'changed' | 'wrong'>
  status: () => readonly PathStatus[]
}>

type Options = Pick<Settling, 'canAnswer' | 'reach'> &
  Readonly<{
    schedulerName: () => string
    logger: Logger
    timers?: Timers
    word?: () => string
  }>

/** Makes `Fail` of the failurePolicies that wish for it, and remembers how that went. Each reason is logged once. */
export function createFailurePolicies(
  client: ApiClient,
  { schedulerName, logger, timers = systemTimers, word = randomUUID, ...options }: Options,
): FailurePolicies {
  const proofs = new Map<string, boolean>()
  const told = new Map<string, string>()

  const tell = (configuration: string, settled: 'set' | 'in force' | Readonly<{ obstacle: string }>): void => {
    const { obstacle = '' } = typeof settled === 'object' ? settled : {}
    const before = told.get(configuration) ?? ''
    told.set(configuration, obstacle)
    proofs.set(configuration, obstacle === '')
    if (settled === 'set')
      logger.info({ configuration }, `${configuration} is proved to be asked: its failurePolicy is Fail from now on`)
    if (obstacle !== '' && obstacle !== before)
      logger.warn({ configuration }, `the failurePolicy of ${configuration} does not become Fail yet: ${obstacle}`)
  }
  return {
    async settle(webhook, configuration, signal) {
      const name = configurationName(webhook.path)
      const line = { client, timers, signal }
      const settling = { ...line, ...options, webhook, schedulerName: schedulerName(), word }
      const settled = await settleFailurePolicy(settling, configuration)
      if (settled === 'too early') return 'wrong'
      if (settled === 'changed' || signal.aborted) return 'changed'
      if (settled === 'not wished') proofs.delete(name)
      else tell(name, settled)
      return outcomeOf(settled)
    },
    status: () => [...proofs].map(([configuration, proved]) => ({ configuration, proved })),
  }
}

const outcomeOf = (settled: Settled): 'right' | 'changed' | 'wrong' => {
  if (typeof settled === 'object') return 'wrong'
  return settled === 'set' ? 'changed' : 'right'
}
