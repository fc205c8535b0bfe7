import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { chartFolder } from './chart.ts'
import { helm, renderChart } from './render-chart.ts'

const read = (file: string) => readFileSync(join(chartFolder, file), 'utf8')

describe('values', () => {
  const defaults = parse(read('values.yaml'))
  const page = read('../../docs/install.md')
  const schema = JSON.parse(read('values.schema.json'))

  it('are the ones that the schema knows', () => {
    expect(Object.keys(defaults).sort()).toEqual(
      Object.keys(schema.properties)
        .filter((key) => key !== 'global')
        .sort(),
    )
  })

  it.each(Object.keys(defaults))('are all in the installation page: %s', (key) => {
    expect(page).toMatch(new RegExp(`\\| .*\`${key}[.\`].* \\|`))
  })

  it.each(Object.keys(schema.properties).filter((key) => schema.properties[key].properties !== undefined))(
    'under %s are the ones that the schema knows',
    (key) => {
      expect(Object.keys(schema.properties[key].properties)).toEqual(expect.arrayContaining(Object.keys(defaults[key])))
      expect(schema.properties[key].additionalProperties).toBe(false)
    },
  )
})

describe.skipIf(helm === undefined)('mistaken values', () => {
  const group = { resourceGroup: 'cpu' }

  it.each([
    { mistake: 'an unknown value', values: { replica: 3 }, says: "additional properties 'replica' not allowed" },
    {
      mistake: 'an unknown nested value',
      values: { image: { name: 'x' } },
      says: "additional properties 'name' not allowed",
    },
    { mistake: 'a string for a number', values: { replicas: '2' }, says: 'got string, want integer' },
    { mistake: 'no replica', values: { replicas: 0 }, says: 'minimum: got 0, want 1' },
    {
      mistake: 'fewer pods at most than at least',
      values: { autoscaling: { enabled: true, minReplicas: 4, maxReplicas: 3 } },
      says: 'autoscaling: maxReplicas is 3 and minReplicas 4: set maxReplicas to at least minReplicas',
    },
    {
      mistake: 'a share of a CPU that is not requested',
      values: { autoscaling: { enabled: true }, resources: { requests: { cpu: null } } },
      says: 'autoscaling: its target is a share of the CPU that a pod requests: set resources.requests.cpu',
    },
    {
      mistake: 'an autoscaler without a target',
      values: { autoscaling: { targetCPUUtilizationPercentage: 0 } },
      says: 'minimum: got 0, want 1',
    },
    {
      mistake: 'an unknown failure policy',
      values: { failurePolicy: 'fail' },
      says: "value must be one of 'Fail', 'Ignore'",
    },
    { mistake: 'too long a timeout', values: { timeoutSeconds: 31 }, says: 'maximum: got 31, want 30' },
    { mistake: 'no scheduler', values: { schedulerNames: [] }, says: 'minItems: got 0, want 1' },
    { mistake: 'a short digest', values: { image: { digest: 'sha256:12' } }, says: 'does not match pattern' },
    {
      mistake: 'an affinity that is no JSON text',
      values: { resourceGroups: [{ ...group, affinity: { nodeAffinity: {} } }] },
      says: 'got object, want string',
    },
    {
      mistake: 'a path that is not served',
      values: { enabledAdmissions: ['/jobs/mutates'] },
      says: 'enabledAdmissions: "/jobs/mutates" is not served; allowed: /jobs/mutate, /jobs/validate, /pods/mutate, ',
    },
    {
      mistake: 'a depth that is no whole number',
      values: { maxQueueDepth: 2.5 },
      says: 'got number, want null or integer',
    },
    {
      mistake: 'a word for a protection',
      values: { enableRootQueueProtection: 'yes' },
      says: 'got string, want null or boolean',
    },
    { mistake: 'feature gates as text', values: { featureGates: 'A=true' }, says: 'got string, want object' },
    { mistake: 'a preset that there is not', values: { rulePreset: 'strict' }, says: 'value must be one of' },
    { mistake: 'a level that there is not', values: { rules: { a: 'error' } }, says: 'value must be one of' },
    { mistake: 'a feature gate as text', values: { featureGates: { A: 'true' } }, says: 'got string, want boolean' },
    {
      mistake: 'a feature gate that could be two',
      values: { featureGates: { 'A,B': true } },
      says: 'does not match pattern',
    },
    {
      mistake: 'a namespace that no webhook is asked in',
      values: { pathProof: { namespace: 'volcano-system' } },
      says: 'pathProof.namespace: no webhook is asked in volcano-system: name another namespace, such as default',
    },
    {
      mistake: 'two sources of one file',
      values: { resourceGroups: [group], admissionConf: 'resourceGroups: []' },
      says: 'admissionConf and resourceGroups are both set',
    },
  ])('are refused: $mistake', ({ values, says }) => {
    expect(renderChart(values).complaint).toContain(says)
  })
})
