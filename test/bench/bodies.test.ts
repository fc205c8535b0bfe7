import { describe, expect, it } from 'vitest'
import { bodies, cluster, placeholderUid } from '../../bench/bodies.ts'
import { defaultSettings } from '../../src/admission/settings.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { clusterOf } from '../../src/cluster/manifest-cluster.ts'
import { decodeReview } from '../../src/envelope/decode-review.ts'

it('there is one for every webhook of Volcano', () => {
  const asked = new Set(bodies.map(({ path }) => path))
  expect(webhooks.filter(({ path }) => !asked.has(path)).map(({ path }) => path)).toEqual(['/jobtemplates/validate'])
})

describe.each(bodies)('$name', ({ name, path, text, expected }) => {
  it('is a review that our webhook decides as expected', () => {
    const { review } = decodeReview(JSON.parse(text()))
    const webhook = webhooks.find((candidate) => candidate.path === path)
    if (review === undefined || webhook === undefined) throw new Error(`no review, or no webhook ${path}`)
    const { allowed, findings, patch } = webhook.open(review, defaultSettings).decide(clusterOf(cluster, (job) => job))
    const found = {
      allowed,
      patchPaths: patch.map((operation) => operation.path),
      causes: findings.map((finding) => finding.path),
    }
    expect(found).toEqual({ patchPaths: [], causes: [], ...expected })
  })

  it('has one uid, where that of each request goes', () => {
    expect(text().split(placeholderUid)).toHaveLength(2)
  })

  it('has the size that is told of it', () => {
    const [smallest, largest] = name.startsWith('large-') ? [500_000, 600_000] : [1_000, 5_500]
    expect(text().length).toBeGreaterThan(smallest)
    expect(text().length).toBeLessThan(largest)
  })
})
