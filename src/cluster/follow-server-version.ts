import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { Logger } from './logger.ts'
import type { Line } from './send-within.ts'
import { readServerVersion } from './server-version.ts'
import { pause } from './timers.ts'

/** API servers are replaced by newer ones while this server runs. */
const recheckMs = 600_000
const retryMs = 30_000

/**
 * Tells the version of the API server, and each other one that it has later. Resolves when the first answer is there, or is
 * not to be had; only that failure is told. Asking ends with the signal.
 */
export async function followServerVersion(
  line: Line,
  logger: Logger,
  onVersion: (version: KubernetesVersion) => void,
): Promise<void> {
  let known: KubernetesVersion | undefined
  const ask = async (onFailure: (message: string) => void): Promise<void> => {
    const { value, failure } = await readServerVersion(line)
    if (failure) return onFailure(failure.message)
    if (known?.major === value.major && known.minor === value.minor) return
    known = value
    onVersion(value)
  }
  await ask((message) => logger.warn({}, `failed to ask the API server for its version: ${message}; ${assumed}`))
  void askAgain()

  async function askAgain(): Promise<void> {
    while (!line.signal.aborted) {
      await pause(line.timers, known === undefined ? retryMs : recheckMs, line.signal)
      if (!line.signal.aborted) await ask(() => undefined)
    }
  }
}

const assumed =
  'the newest is assumed, with names of Services as from Kubernetes 1.36 and resources of pods as from 1.34'
