import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { webhooks } from '../../src/admission/webhooks.ts'
import { proofObject } from '../../src/cluster/proof-object.ts'

const wanted = { namespace: 'lab', schedulerName: 'batch', word: '4f1c' }
const proofOf = (path: string) => {
  const webhook = webhooks.find((each) => each.path === path) ?? expect.fail(path)
  return proofObject(webhook, wanted)
}

const crds = globSync('test/control-plane/crds/*.yaml').map((file) => parse(readFileSync(file, 'utf8')).spec)
const kindOf = (group: string, resource: string) =>
  group === '' ? 'Pod' : crds.find((crd) => crd.group === group && crd.names.plural === resource)?.names.kind

it.each(webhooks.map((webhook) => [webhook.path, webhook] as const))(
  'there is one for %s, of its kind and with its mark',
  (path, { resource: { group, version, resource }, scope }) => {
    const { path: at, object } = proofOf(path)
    expect(object).toMatchObject({
      apiVersion: group === '' ? version : `${group}/${version}`,
      kind: kindOf(group, resource),
      metadata: {
        name: 'volcano-admission-path-proof',
        annotations: { 'volcano-admission.volcano.sh/path-proof': `${path} 4f1c` },
      },
    })
    const collection = scope === 'Namespaced' ? `namespaces/lab/${resource}` : resource
    expect(at).toBe(`${group === '' ? '/api' : `/apis/${group}`}/${version}/${collection}/volcano-admission-path-proof`)
  },
)

it('a pod has what the webhooks of pods select by', () => {
  expect(proofOf('/pods/validate').object).toMatchObject({
    metadata: { namespace: 'lab', labels: { 'volcano.sh/job-name': expect.any(String) } },
    spec: { schedulerName: 'batch' },
  })
})
