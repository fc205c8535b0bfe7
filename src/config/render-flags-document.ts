import { describeDefault, describeMeaning } from './describe-flag.ts'
import { variableOf } from './environment.ts'
import { kubernetesFeatureGates, volcanoFeatureGates } from './feature-gates.ts'
import { type FlagName, flagNames, flags, type Topic, topics } from './flags.ts'

/** The text of docs/flags.md. */
export const renderFlagsDocument = (): string =>
  `${[introduction(), ...topics.map(renderTopic), rules, renderFeatureGates()].join('\n\n')}\n`

const introduction = (): string => `# Flags

<!-- Written by scripts/write-documents.ts from the flag table; changes by hand are lost. -->

\`volcano-admission\` takes every flag of Volcano's \`vc-webhook-manager\`, with the same name, default and meaning, so that its
arguments can stay as they are. Flags marked *new* are this server's own.

A flag is written \`--flag=value\` or \`--flag value\`. A flag that is true or false needs no value; to switch it off write
\`--flag=false\`, because a word that follows it belongs to no flag and is ignored. \`_\` in a name is read as \`-\`. A time is
written as in Go: \`500ms\`, \`30s\`, \`1m30s\`, \`2h\`. Where a flag is given more than once, the last value counts, unless it can be
repeated.

The server lists all mistakes at once and does not start. Warnings are logged, and it starts.

## Where a value comes from

The first of these that sets a flag decides:

1. the command line;
2. the environment;
3. the file of \`--config\`;
4. the default.

### Environment

The variable of a flag is \`${variableOf('scheduler-name')}\` for \`--scheduler-name\`, and so on. An empty variable sets nothing.
Flags that can be repeated take a list with commas. ${renderNames((name) => flags[name].environment === false)} have no variable:
Kubernetes itself sets \`VOLCANO_ADMISSION_PORT\` in pods beside a Service called \`volcano-admission\`.

### Configuration file

The file of \`--config\` is YAML or JSON. Its keys are the names of the flags in camelCase: \`schedulerName\` for
\`--scheduler-name\`. Flags that can be repeated, and \`enabledAdmission\`, are lists; \`featureGates\` and \`rules\` are maps; times are
text. ${renderNames((name) => flags[name].file === false)} cannot be set there.

\`\`\`yaml
enabledAdmission: [/jobs/mutate, /jobs/validate]
schedulerName: [volcano]
maxQueueDepth: 3
requestTimeout: 5s
featureGates: {SchedulingGatesQueueAdmission: true}
rulePreset: recommended
rules: {priority-classes-exist: warn}
\`\`\``

function renderNames(isMeant: (name: FlagName) => boolean): string {
  const names = flagNames.filter(isMeant).map((name) => `\`--${name}\``)
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

const renderTopic = ({ title, about, flags }: Topic): string =>
  [
    `## ${title}`,
    '',
    ...(about === undefined ? [] : [about, '']),
    '| flag | default | meaning |',
    '|---|---|---|',
    ...Object.entries(flags).map(([name, flag]) => {
      const value = describeDefault(flag)
      const cells = [`\`--${name}\`${flag.upstream ? '' : ' *new*'}`, value && `\`${value}\``, describeMeaning(flag)]
      return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
    }),
  ].join('\n')

const rules = `## Rules

Every rule has an id, which is what warnings in the audit log, metrics and \`lint\` call it by; [rules.md](rules.md) lists all of
them. \`--rule-preset\` says how strict they are, \`--rules\` names those that are stricter or milder:

\`\`\`sh
--rule-preset=recommended --rules=priority-classes-exist=warn,queue-takes-jobs=off
\`\`\`

At \`deny\` the object is refused; at \`warn\` it passes, and who sent it reads a warning; at \`off\` the rule is not asked. What
comes as advice in any case stays advice at \`deny\`: what was wrong before an update and stays so, and jobs inside of other
objects.`

const renderFeatureGates = (): string => `## Feature gates

The gates for \`--feature-gates\`. Two of them change what this server does; the others of Volcano are accepted, as its
arguments may name them.

- \`SchedulingGatesQueueAdmission\`: pods with the annotation \`scheduling.volcano.sh/queue-allocation-gate: "true"\` get a
  scheduling gate, where there is an \`--admission-conf\`.
- \`PodLevelResources\`, a gate of Kubernetes: pod templates of jobs may have resources of their own, beside those of their
  containers. By default the server goes by the version of the cluster; give the gate where the cluster has it set otherwise.

\`AllAlpha\` switches all gates of Volcano that are not named, \`AllBeta\` that of Kubernetes.

| gate | of | default |
|---|---|---|
${[...ofVolcano, ...ofKubernetes].join('\n')}`

const ofVolcano = Object.entries(volcanoFeatureGates).map(([name, isOn]) => `| \`${name}\` | Volcano | \`${isOn}\` |`)

const ofKubernetes = Object.entries(kubernetesFeatureGates).map(
  ([name, minor]) => `| \`${name}\` | Kubernetes | \`true\` from 1.${minor} |`,
)
