import { describe } from '../src/admission/finding.ts'
import { levelOf, type Nature, type Preset } from '../src/admission/levels.ts'
import type { Operation } from '../src/admission/review.ts'
import type { Requirement } from '../src/admission/rule.ts'
import { unchangeable } from '../src/admission/unchangeable.ts'
import type { Webhook } from '../src/admission/webhook.ts'
import { readRuleExample } from './rule-example.ts'

/** The text of docs/rules.md. */
export function renderRulesDocument(webhooks: readonly Webhook[]): string {
  const sections = webhooks.map((webhook, i) => {
    const earlier = new Set(webhooks.slice(0, i).flatMap(({ requirements }) => requirements.map(({ id }) => id)))
    return { webhook, rules: webhook.requirements.filter(({ id }) => !earlier.has(id)) }
  })
  const filled = sections.filter(({ rules }) => rules.length > 0)
  return `${[
    introduction,
    renderOverview(webhooks),
    always,
    ...filled.map(({ webhook, rules }) =>
      [`## ${webhook.path}`, ...rules.map((rule) => renderRule(rule, webhooks))].join('\n\n'),
    ),
  ].join('\n\n')}\n`
}

const presets: readonly Preset[] = ['compatible', 'recommended']

const levelIn = (rule: Requirement, preset: Preset): string => levelOf(rule, { preset, levels: new Map() })

const natures: Readonly<Record<Nature, string>> = {
  upstream: 'Volcano refuses it, too',
  impossible: 'Volcano takes it, but it can never run, or has no effect as written',
  doubtful: 'it may be meant so, but most likely is a mistake',
  optional: 'an administrator decides whether it is asked',
}

const introduction = `# Rules

<!-- Written by scripts/write-documents.ts from the rules in src/admission; changes by hand are lost. -->

Each rule has an id that never changes. Metrics, the log, the audit log (\`denied-by\` and \`warned-by\`) and \`lint\` say it. How
strict a rule is follows from its nature and from \`--rule-preset\`:

| nature | | ${presets.map((preset) => `\`${preset}\``).join(' | ')} |
|---|---|---|---|
${(Object.keys(natures) as readonly Nature[])
  .map((nature) => {
    const about = { why: '', fix: '' }
    const levels = presets.map((preset) => levelIn({ id: '', nature, about }, preset))
    return `| ${nature} | ${natures[nature]} | ${levels.join(' | ')} |`
  })
  .join('\n')}

\`--rules=<id>=deny|warn|off,...\` sets single rules, whatever the preset; in the chart, that is the value \`rules\`. At \`deny\` an
object is refused. At \`warn\` it passes, and who sent it reads a warning; kubectl prints it. At \`off\` the rule is not asked.

Two things stay warnings at \`deny\`: what was wrong before an update and stays as it was, so that stored objects can always be
changed, and what is wrong with a job inside of another object, such as a cron job.

## From compatible to recommended

1. Keep \`compatible\`, and watch what the rules find: \`sum by (rule) (increase(volcano_admission_findings_total{level="warn"}[7d]))\`.
   The warnings also are in the audit log, with the names of those who got them.
2. Lint what is in your repositories: \`lint --rule-preset=recommended\` exits with 1 where something would be refused.
3. Set \`--rule-preset=recommended\`, and \`warn\` for those rules that still find something: \`--rules=priority-classes-exist=warn\`.
4. Take these exceptions away one by one.

In the examples below, the first document is what is applied; the others are in the cluster already. Each says what comes of it
at \`deny\`.`

const renderOverview = (webhooks: readonly Webhook[]): string => `## All rules

| rule | asked by | ${presets.map((preset) => `\`${preset}\``).join(' | ')} |
|---|---|---|---|
${distinct(webhooks)
  .map((rule) => {
    const paths = webhooks.filter((webhook) => isAskedBy(webhook, rule)).map(({ path }) => `\`${path}\``)
    const levels = presets.map((preset) => levelIn(rule, preset))
    return `| [${rule.id}](#${rule.id}) | ${paths.join(', ')} | ${levels.join(' | ')} |`
  })
  .join('\n')}`

const distinct = (webhooks: readonly Webhook[]): readonly Requirement[] => [
  ...new Map(webhooks.flatMap(({ requirements }) => requirements.map((rule) => [rule.id, rule]))).values(),
]

const isAskedBy = ({ requirements }: Webhook, { id }: Requirement): boolean =>
  requirements.some((rule) => rule.id === id)

const always = `## Always

These are no rules about an object, so nothing sets them: without them there is nothing to be judged.

| id | why | what to do |
|---|---|---|
${unchangeable.map(({ id, about }) => `| ${id} | ${about.why} | ${about.fix} |`).join('\n')}`

function renderRule(rule: Requirement, webhooks: readonly Webhook[]): string {
  const { why, fix, upstream = [] } = rule.about
  const { text, operation, findings } = readRuleExample(rule.id, 'found', webhooks)
  const said = findings.filter((finding) => finding.rule === rule.id)
  const levels = presets.map((preset) => `${levelIn(rule, preset)} in \`${preset}\``)
  const links = upstream.map(
    (issue) => `[volcano-sh/volcano#${issue}](https://github.com/volcano-sh/volcano/issues/${issue})`,
  )
  return `### ${rule.id}

*${rule.nature}*: ${levels.join(', ')}

${[why, fix, ...(links.length === 0 ? [] : [`See ${links.join(', ')}.`])].join(' ')}

${occasions[operation]}

\`\`\`yaml
${text.trimEnd()}
\`\`\`

\`\`\`
${said.map(describe).join('\n')}
\`\`\`

[A similar one that passes](../test/fixtures/rules/${rule.id}/allowed.yaml).`
}

const occasions: Readonly<Record<Operation, string>> = {
  CREATE: 'Found here:',
  UPDATE: 'Found where the first document is applied:',
  DELETE: 'Found when the first document is deleted:',
  CONNECT: '',
}
