import { configurationName, type Webhook } from '../admission/webhook.ts'
import { putCaBundle } from './put-ca-bundle.ts'
import type { Line } from './send-within.ts'

/**
 * Whether every webhook configuration that is there has the CA bundle now; one that had not is put right. Those of a kind
 * that cannot be read count as not right.
 */
export async function settleCaBundles(
  line: Line,
  webhooks: readonly Pick<Webhook, 'path' | 'type'>[],
  authority: () => string | Promise<string>,
): Promise<boolean> {
  const outcomes = await Promise.all(
    webhooks.map(({ path, type }) => putCaBundle({ ...line, type, name: configurationName(path), authority })),
  )
  return outcomes.every(
    ({ mistake, ...outcome }) => mistake === undefined || ('isAbsent' in outcome && outcome.isAbsent),
  )
}
