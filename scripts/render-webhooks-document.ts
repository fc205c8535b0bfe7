import { configurationName, type Webhook } from '../src/admission/webhook.ts'
import { resourceNames, resources } from '../src/cluster/resources.ts'
import { flags } from '../src/config/flags.ts'

/** The text of docs/webhooks.md. */
export const renderWebhooksDocument = (webhooks: readonly Webhook[]): string =>
  `${[introduction, renderPurposes(webhooks), renderOccasions(webhooks), renderNames(webhooks), renderRights(webhooks)].join('\n\n')}\n`

const introduction = `# Webhooks

<!-- Written by scripts/write-documents.ts from src/admission/webhooks.ts; changes by hand are lost. -->

These are the webhooks that the server has. Paths and names are those of Volcano's \`vc-webhook-manager\` and its chart;
\`/jobtemplates/validate\` is this server's own. What each one decides otherwise than Volcano is in
[differences.md](differences.md).`

const renderPurposes = (webhooks: readonly Webhook[]): string => `## What each one does

${renderTable(
  ['path', 'what it does', 'served by default'],
  webhooks.map(({ path, about }) => [code(path), about, defaultPaths.includes(path) ? 'yes' : 'no']),
)}

\`--enabled-admission\` says which of them are served, and which not; its default is Volcano's. The chart always sets it: to
all of Volcano's, or to what its value \`enabledAdmissions\` lists.`

const defaultPaths: readonly string[] = [flags['enabled-admission'].default].flat().map(String)

const renderOccasions = (webhooks: readonly Webhook[]): string => `## When the API server asks

${renderTable(
  ['path', 'objects', 'scope', 'operations'],
  webhooks.map(({ path, resource: { group, version, resource }, scope, operations }) => [
    code(path),
    `${code(resource)} of ${code(group === '' ? version : `${group}/${version}`)}`,
    scope,
    operations.join(', '),
  ]),
)}

The chart asks for less where the server would let everything else pass: no updates of objects that are being deleted; for
\`/pods/mutate\` pods of Volcano jobs alone, as long as there are neither resource groups nor scheduling gates; for
\`/pods/validate\` pods of Volcano's schedulers alone. Nothing in \`kube-system\` and in the namespace of the server is ever sent;
objects of scope Cluster are in none.`

const renderNames = (webhooks: readonly Webhook[]): string => `## Names

The server finds its webhook configurations by their names, and writes the certificate authority into them (\`caBundle\`). Users
see the name of the webhook when a call fails.

${renderTable(
  ['path', 'configuration', 'kind', 'webhook', 'side effects'],
  webhooks.map(({ path, type, name, sideEffects }) => [
    code(path),
    code(configurationName(path)),
    type === 'mutating' ? 'Mutating' : 'Validating',
    code(name),
    code(sideEffects),
  ]),
)}`

const renderRights = (webhooks: readonly Webhook[]): string => `## What it reads, and the rights for that

Decisions depend on the object itself, and on these objects of the cluster. The server needs \`get\`, \`list\` and \`watch\` in
all namespaces for what the webhooks that it serves read. It keeps copies up to date by watches, and asks for a single object
that a watch has not brought yet.

${renderTable(
  ['objects', 'read by', 'without the right to read them'],
  resourceNames
    .filter(isAlwaysRead)
    .map((kind) => [
      code(resources[kind].name),
      listPaths(webhooks.filter(({ reads }) => reads.includes(kind))),
      resources[kind].isAdvisory ? 'advice about them is left out' : 'the server does not become ready',
    ]),
)}

${listPaths(webhooks.filter(({ reads }) => reads.length === 0))} need nothing but the object.

Where the server makes companions of jobs (\`--companions\`), \`/jobs/validate\` also looks at the names and owners of
${listNames(resourceNames.filter((kind) => !isAlwaysRead(kind)))}, for the rule
\`companion-names-are-free\`. Of these the API server is asked for the metadata alone, and without them advice is left out.

Beyond that the server needs \`get\`, \`patch\` and \`update\` for its own webhook configurations, by their names. When it makes its own
certificate, it needs the same for the Secret of \`--certificate-secret\`, and \`create\` for Secrets in its namespace. With
the rule \`user-may-use-queue\` it needs to create \`subjectaccessreviews.authorization.k8s.io\` ([queues.md](queues.md)). The chart
grants these rights, and no others.`

/** Others are read under some settings only. */
const isAlwaysRead = (kind: keyof typeof resources): boolean => !resources[kind].isMetadataOnly

const listNames = (kinds: readonly (keyof typeof resources)[]): string =>
  kinds.map((kind) => code(resources[kind].name)).join(', ')

const renderTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [renderRow(head), `|${'---|'.repeat(head.length)}`, ...rows.map(renderRow)].join('\n')

const renderRow = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`

const escapeCell = (text: string): string => text.replaceAll('|', '\\|')

const code = (text: string): string => `\`${text}\``

const listPaths = (webhooks: readonly Webhook[]): string => webhooks.map(({ path }) => code(path)).join(', ')
