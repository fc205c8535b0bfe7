import { describe, expect, it } from 'vitest'
import { helm, pickOnly, renderChart } from './render-chart.ts'

const autoscaling = { enabled: true, minReplicas: 3, maxReplicas: 8, targetCPUUtilizationPercentage: 250 }

describe.skipIf(helm === undefined)('autoscaling', () => {
  it('sets the number of pods of the Deployment by their CPU', () => {
    const rendered = renderChart({ autoscaling })
    const { kind, apiVersion, metadata } = pickOnly(rendered, 'Deployment')
    expect(pickOnly(rendered, 'HorizontalPodAutoscaler')).toMatchObject({
      apiVersion: 'autoscaling/v2',
      metadata: { name: metadata.name, namespace: metadata.namespace },
      spec: {
        scaleTargetRef: { apiVersion, kind, name: metadata.name },
        minReplicas: 3,
        maxReplicas: 8,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 250 } } },
        ],
      },
    })
  })

  it('leaves the number of pods out of the Deployment, so that an upgrade keeps it', () => {
    expect(pickOnly(renderChart({ autoscaling, replicas: 4 }), 'Deployment').spec).not.toHaveProperty('replicas')
  })

  it('counts for nothing when it is off', () => {
    const rendered = renderChart({ autoscaling: { ...autoscaling, enabled: false }, replicas: 4 })
    expect(pickOnly(rendered, 'Deployment').spec.replicas).toBe(4)
    expect(rendered.objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler')).toEqual([])
  })

  it('keeps two pods at least where nothing else is said', () => {
    const { spec } = pickOnly(renderChart({ autoscaling: { enabled: true } }), 'HorizontalPodAutoscaler')
    expect([spec.minReplicas, spec.maxReplicas]).toEqual([2, 5])
  })
})
