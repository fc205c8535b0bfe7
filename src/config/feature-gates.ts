import type { Values } from './flag.ts'
import { suggest } from './nearest.ts'

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

/** Whether a feature is on: all gates of Volcano, and those of Kubernetes that were given. */
export type FeatureGates = Readonly<Record<keyof typeof volcanoFeatureGates, boolean>> &
  Readonly<Record<string, boolean | undefined>>

const groups = ['AllAlpha', 'AllBeta']

/** Completes what `--feature-gates` gives. `AllAlpha` switches those of Volcano that are not given themselves. */
export function completeFeatureGates(
  given: Values['gates'],
): Readonly<{ featureGates: FeatureGates; warnings: readonly string[] }> {
  const all = Object.entries(volcanoFeatureGates).map(([name, isOn]) => [name, given.AllAlpha ?? isOn] as const)
  const names = [...Object.keys(volcanoFeatureGates), ...groups]
  const unknown = Object.keys(given).filter((name) => !names.includes(name))
  return {
    featureGates: { ...(Object.fromEntries(all) as FeatureGates), ...given },
    warnings: unknown.map(
      (name) => `--feature-gates: ${name} is not one of Volcano's and has no effect here${suggest(name, names)}`,
    ),
  }
}
