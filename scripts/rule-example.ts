import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { completeJob } from '../src/admission/jobs/complete.ts'
import { creationOf, type Operation, type Review } from '../src/admission/review.ts'
import { defaultSettings, type Settings } from '../src/admission/settings.ts'
import type { Snapshot } from '../src/admission/snapshot.ts'
import type { Reported } from '../src/admission/verdict.ts'
import type { Webhook } from '../src/admission/webhook.ts'
import { clusterOf } from '../src/cluster/manifest-cluster.ts'
import { applyPatch } from '../src/kubernetes/json-patch.ts'
import type { KubernetesObject } from '../src/manifests/manifest.ts'
import { parseManifests } from '../src/manifests/parse-manifests.ts'

/** Objects that show what a rule is about: `allowed.yaml` and `found.yaml` in the folder of its id. */
const folder = new URL('../test/fixtures/rules/', import.meta.url)

export type RuleExample = Readonly<{ text: string; operation: Operation; findings: readonly Reported[] }>

/** An example of a rule, and what the webhooks find in it when the rule denies. Throws when it cannot be read. */
export function readRuleExample(rule: string, name: 'allowed' | 'found', webhooks: readonly Webhook[]): RuleExample {
  const file = new URL(`${rule}/${name}.yaml`, folder)
  const text = readFileSync(file, 'utf8')
  const { manifests, mistakes } = parseManifests(file.pathname, text)
  const [object, ...others] = manifests.map((manifest) => manifest.object)
  if (object === undefined || mistakes.length > 0) throw new Error(`${file}: ${mistakes[0]?.message ?? 'is empty'}`)
  const { operation, settings: own } = readCircumstances(new URL(`${rule}/review.yaml`, folder))
  const settings = { ...defaultSettings, levels: new Map([[rule, 'deny' as const]]), ...own }
  const stored = others.find((other) => keyOf(other) === keyOf(object))
  const asked: Asked = {
    object,
    oldObject: stored,
    operation: operation ?? (stored === undefined ? 'CREATE' : 'UPDATE'),
  }
  const cluster = clusterOf(others, (job) => completeJob(job, settings))
  return { text, operation: asked.operation, findings: judge(asked, webhooks, cluster, settings) }
}

type Circumstances = Readonly<{ operation?: 'DELETE'; settings?: Partial<Settings> }>

const readCircumstances = (file: URL): Circumstances =>
  existsSync(file) ? parse(readFileSync(file, 'utf8')) : ({} satisfies Circumstances)

type Named = Readonly<{ metadata?: Readonly<{ namespace?: string; name?: string }> }>

function keyOf(object: KubernetesObject): string {
  const { namespace = 'default', name = '' } = (object as Named).metadata ?? {}
  return [object.apiVersion, object.kind, namespace, name].join('/')
}

type Asked = Readonly<{ object: KubernetesObject; oldObject: KubernetesObject | undefined; operation: Operation }>

/** As in an API server: all that complete the object, and then all that judge it. */
function judge(
  { object, oldObject, operation }: Asked,
  webhooks: readonly Webhook[],
  cluster: Partial<Snapshot>,
  settings: Settings,
): readonly Reported[] {
  const asked = webhooks.filter((webhook) => isAskedAbout(webhook, object) && webhook.operations.includes(operation))
  const complete = (given: KubernetesObject) =>
    asked
      .filter(({ type }) => type === 'mutating')
      .reduce((completed, webhook) => {
        const { patch } = webhook
          .open(creationOf(structuredClone(completed), webhook.resource), settings)
          .decide(cluster)
        return applyPatch(completed, patch)
      }, given)
  const stored = oldObject && complete(oldObject)
  const completed = complete(object)
  return asked.flatMap((webhook) => {
    const given = webhook.type === 'mutating' ? object : completed
    const creation = creationOf(structuredClone(given), webhook.resource)
    const review: Review = {
      ...creation,
      operation,
      object: operation === 'DELETE' ? {} : creation.object,
      oldObject: stored,
    }
    return webhook.open(review, settings).decide(cluster).findings
  })
}

function isAskedAbout({ resource: { group, version, resource } }: Webhook, { apiVersion, kind }: KubernetesObject) {
  return apiVersion === (group === '' ? version : `${group}/${version}`) && resource === `${kind.toLowerCase()}s`
}
