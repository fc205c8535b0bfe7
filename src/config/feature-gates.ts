import { suggest } from '../kubernetes/nearest.ts'
import type { Values } from './flag.ts'

/** Volcano's own feature gates, all of them alpha. Mirrors pkg/features/volcano_features.go. */
export const volcanoFeatureGates = {
  WorkLoadSupport: true,
  VolcanoJobSupport: true,
  PodDisruptionBudgetsSupport: true,
  QueueCommandSync: true,
  PriorityClass: true,
  CSIStorage: false,
  ResourceTopology: true,
  CronVolcanoJobSupport: true,
  SchedulingGatesQueueAdmission: false,
} as const

/** Gates of Kubernetes that change what this server does, all of them beta: on since which minor version of Kubernetes 1. */
export const kubernetesFeatureGates = {
  PodLevelResources: 34,
} as const

/** Whether a feature is on: all gates of Volcano, and others where that was said. */
export type FeatureGates = Readonly<Record<keyof typeof volcanoFeatureGates, boolean>> &
  Readonly<Record<string, boolean | undefined>>

/**
 * Completes what `--feature-gates` gives. `AllAlpha` switches those of Volcano, and `AllBeta` those of Kubernetes, that are
 * not given themselves; else a gate of Kubernetes is as in the cluster. Mirrors k8s.io/component-base/featuregate.
 */
export function completeFeatureGates(
  given: Values['gates'],
): Readonly<{ featureGates: FeatureGates; warnings: readonly string[] }> {
  const { AllAlpha, AllBeta } = given
  const ofVolcano = Object.entries(volcanoFeatureGates).map(([name, isOn]) => [name, AllAlpha ?? isOn] as const)
  const beta = Object.keys(kubernetesFeatureGates)
  const ofKubernetes = AllBeta === undefined ? [] : beta.map((name) => [name, AllBeta] as const)
  const names = [...Object.keys(volcanoFeatureGates), ...beta, 'AllAlpha', 'AllBeta']
  const unknown = Object.keys(given).filter((name) => !names.includes(name))
  return {
    featureGates: {
      ...(Object.fromEntries(ofVolcano) as Record<keyof typeof volcanoFeatureGates, boolean>),
      ...Object.fromEntries(ofKubernetes),
      ...given,
    },
    warnings: unknown.map(
      (name) => `--feature-gates: ${name} is not one of Volcano's and has no effect here${suggest(name, names)}`,
    ),
  }
}
