import type { Webhook } from '../../src/admission/webhook.ts'
import type { Rendered } from './render-chart.ts'

/** A webhook as the chart registers it, in the terms of the server's own list. */
export type RegisteredWebhook = Pick<Webhook, 'path' | 'type' | 'name' | 'resource' | 'operations'> &
  Readonly<{ configuration: string }>

/** Reads every webhook out of the rendered webhook configurations, sorted by path. */
export function readRegisteredWebhooks({ objects }: Rendered): readonly RegisteredWebhook[] {
  const configurations = objects.filter(({ kind }) => kind.endsWith('WebhookConfiguration'))
  return configurations
    .flatMap(({ kind, metadata, webhooks }) =>
      webhooks.flatMap(({ name, clientConfig, rules }: (typeof webhooks)[number]) =>
        rules.map((rule: (typeof rules)[number]) => ({
          path: clientConfig.service.path,
          type: kind === 'MutatingWebhookConfiguration' ? 'mutating' : 'validating',
          name,
          configuration: metadata.name,
          resource: { group: rule.apiGroups.join(), version: rule.apiVersions.join(), resource: rule.resources.join() },
          operations: rule.operations,
        })),
      ),
    )
    .sort((one, other) => (one.path < other.path ? -1 : 1))
}
