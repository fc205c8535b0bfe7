import type { Decisions } from './config.ts'
import { completeFeatureGates } from './feature-gates.ts'
import type { FlagValues } from './flags.ts'
import { checkRules } from './rule-levels.ts'

/** What the decisions depend on, but for the file of resource groups. */
export function chooseDecisions(
  values: FlagValues,
  knownRules: readonly string[],
): Readonly<{ decisions: Decisions; mistakes: readonly string[]; warnings: readonly string[] }> {
  const { featureGates, warnings } = completeFeatureGates(values['feature-gates'])
  return {
    decisions: {
      schedulerNames: values['scheduler-name'],
      maxQueueDepth: values['max-queue-depth'],
      enableRootQueueProtection: values['enable-root-queue-protection'],
      enableQueueAllocatedPodsCheck: values['enable-queue-allocated-pods-check'],
      featureGates,
      // Another text is a mistake by then.
      rulePreset: values['rule-preset'] === 'recommended' ? 'recommended' : 'compatible',
      ruleLevels: values.rules,
    },
    mistakes: checkRules(values.rules, knownRules),
    warnings,
  }
}
