import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMetrics } from '../../src/server/metrics.ts'
import { chartFolder } from './chart.ts'
import { helm, pickOnly, type Rendered, renderChart } from './render-chart.ts'

const read = (file: string) => readFileSync(file, 'utf8')

/** The names that the server gives to its metrics, as they stand in its source. */
const own = globSync('src/{server,cli}/**/*.ts').flatMap((file) =>
  [...read(file).matchAll(/name: '(volcano_admission_\w+)'/g)].map(([, name = '']) => name),
)
/** Those that prom-client has of each process. */
const ofProcess = [...(await createMetrics([]).toText()).matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name)

/** The metrics in queries; those of a histogram by the name of all of it. */
const namesIn = (text: string): readonly string[] => [
  ...new Set(
    [...text.matchAll(/\b(volcano_admission|process|nodejs)_\w+/g)].map(([name]) => name.replace(/_bucket$/, '')),
  ),
]

const dashboardOf = (rendered: Rendered) => JSON.parse(pickOnly(rendered, 'ConfigMap').data['volcano-admission.json'])
const rulesOf = (rendered: Rendered) => pickOnly(rendered, 'PrometheusRule').spec.groups[0].rules
const page = read('docs/operating.md')

it.each(own)('the page of operators tells of the metric %s', (name) => {
  expect(page).toMatch(new RegExp(`\\| \`${name}\` `))
})

it('the page of operators tells of no other metric', () => {
  expect(namesIn(page).filter((name) => name.startsWith('volcano') && !own.includes(name))).toEqual([])
})

describe('the dashboard', () => {
  const text = read(join(chartFolder, 'dashboards/volcano-admission.json'))

  it('shows only metrics that there are, and every one of the server', () => {
    expect(namesIn(text).filter((name) => ![...own, ...ofProcess].includes(name))).toEqual([])
    expect(own.filter((name) => !namesIn(text).includes(name))).toEqual([])
  })

  it.skipIf(helm === undefined)('is found by the sidecar of Grafana', () => {
    const rendered = renderChart({ dashboard: { enabled: true, labels: { folder: 'batch' } } })
    expect(dashboardOf(rendered)).toEqual(JSON.parse(text))
    expect(pickOnly(rendered, 'ConfigMap').metadata.labels).toMatchObject({ grafana_dashboard: '1', folder: 'batch' })
  })
})

describe.skipIf(helm === undefined)('the alerts', () => {
  const rendered = renderChart({ prometheusRule: { enabled: true, labels: { release: 'prometheus' } } })

  it('are about these things', () => {
    expect(rulesOf(rendered).map(({ alert }: { alert: string }) => alert)).toEqual([
      'VolcanoAdmissionNotReady',
      'VolcanoAdmissionFailures',
      'VolcanoAdmissionSheds',
      'VolcanoAdmissionDeadlinesMissed',
      'VolcanoAdmissionCertificateEnds',
      'VolcanoAdmissionAuthorityEnds',
      'VolcanoAdmissionCaBundleDisagrees',
      'VolcanoAdmissionPathNotProved',
      'VolcanoAdmissionCacheOld',
      'VolcanoAdmissionBugs',
    ])
  })

  it('ask for metrics that there are, of this release', () => {
    for (const { expr } of rulesOf(rendered)) {
      expect(namesIn(expr).filter((name) => !own.includes(name))).toEqual([])
      expect(expr).toMatch(/volcano_admission_\w+\{namespace="volcano-system",job="volcano-admission-service"[,}]/)
    }
  })

  it.each<string>(rulesOf(rendered).map(({ alert }: { alert: string }) => alert))(
    'are told of in the page of operators: %s',
    (alert) => {
      expect(page).toContain(`\`${alert}\``)
    },
  )

  it('have the labels by which Prometheus chooses them', () => {
    expect(pickOnly(rendered, 'PrometheusRule').metadata.labels).toMatchObject({ release: 'prometheus' })
  })

  it('leave it to Prometheus to fill in the labels', () => {
    const [, { annotations }] = rulesOf(rendered)
    expect(annotations.summary).toBe('Calls of {{ $labels.webhook }} get no verdict')
  })
})
