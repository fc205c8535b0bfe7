import type { Webhook } from '../../src/admission/webhook.ts'
import type { RenderedObject } from './chart.ts'
import type { Rendered } from './render-chart.ts'

/** A webhook as the chart registers it, in the terms of the server's own list. */
export type RegisteredWebhook = Pick<
  Webhook,
  'path' | 'type' | 'name' | 'resource' | 'scope' | 'operations' | 'sideEffects'
> &
  Readonly<{ configuration: string }>

/** Reads every webhook out of the rendered webhook configurations, sorted by path. */
export function readRegisteredWebhooks({ objects }: Rendered): readonly RegisteredWebhook[] {
  const configurations = objects.filter(({ kind }) => kind.endsWith('WebhookConfiguration'))
  return configurations
    .flatMap(({ kind, metadata, webhooks }) =>
      webhooks.flatMap(({ name, clientConfig, rules, sideEffects }: RenderedObject) =>
        rules.map((rule: RenderedObject) => ({
          path: clientConfig.service.path,
          type: kind === 'MutatingWebhookConfiguration' ? 'mutating' : 'validating',
          name,
          configuration: metadata.name,
          resource: { group: rule.apiGroups.join(), version: rule.apiVersions.join(), resource: rule.resources.join() },
          scope: rule.scope,
          operations: rule.operations,
          sideEffects,
        })),
      ),
    )
    .sort((one, other) => (one.path < other.path ? -1 : 1))
}

/** The kinds of objects that the release may read in the whole cluster, as Kubernetes calls them, sorted: `jobs.batch.volcano.sh`. */
export const readReadableResources = ({ objects }: Rendered): readonly string[] =>
  objects
    .filter(({ kind }) => kind === 'ClusterRole')
    .flatMap(({ rules }) => rules)
    .filter(({ verbs }) => verbs.includes('list'))
    .flatMap(({ apiGroups, resources }) =>
      apiGroups.flatMap((group: string) =>
        resources.map((resource: string) => (group === '' ? resource : `${resource}.${group}`)),
      ),
    )
    .sort()
