import { parseKubernetesVersion } from '../kubernetes/version.ts'
import { choosePlugins } from './choose-plugins.ts'
import type { Decisions } from './config.ts'
import { completeFeatureGates } from './feature-gates.ts'
import type { FlagValues } from './flags.ts'
import { quote } from './quote.ts'
import { checkRules } from './rule-levels.ts'

/** What the decisions depend on, but for the file of resource groups. */
export function chooseDecisions(
  values: FlagValues,
  knownRules: readonly string[],
): Readonly<{ decisions: Decisions; mistakes: readonly string[]; warnings: readonly string[] }> {
  const { featureGates, warnings } = completeFeatureGates(values['feature-gates'])
  const version = values['kubernetes-version']
  const kubernetesVersion = parseKubernetesVersion(version)
  return {
    decisions: {
      schedulerNames: values['scheduler-name'],
      maxQueueDepth: values['max-queue-depth'],
      enableRootQueueProtection: values['enable-root-queue-protection'],
      enableQueueAllocatedPodsCheck: values['enable-queue-allocated-pods-check'],
      featureGates,
      defaultQueue: values['default-queue'] || 'default',
      namespaceQueues: values['namespace-queues'],
      // Another text is a mistake by then.
      rulePreset: values['rule-preset'] === 'recommended' ? 'recommended' : 'compatible',
      ruleLevels: values.rules,
      plugins: choosePlugins(values),
      publishNotReadyAddresses: values['publish-not-ready-addresses'],
      explicitZeroes: values['explicit-zeroes'] === 'kept' ? 'kept' : 'upstream',
      kubernetesVersion,
      hostVariables: values['host-variables'] === 'when-they-fit' ? 'when-they-fit' : 'always',
      maxObjectBytes: values['max-object-bytes'],
    },
    mistakes: [
      ...checkRules(values.rules, knownRules),
      ...(version === '' || kubernetesVersion !== undefined ? [] : [describeVersion(version)]),
    ],
    warnings,
  }
}

const describeVersion = (version: string): string =>
  `--kubernetes-version: invalid value ${quote(version)}: must be a version such as 1.35`
