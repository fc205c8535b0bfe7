import type { PartialObject } from '../../../kubernetes/shapes/partial-object.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import type { Companion } from '../../../plugins/companion.ts'
import { jobNameOf } from '../../../plugins/hosts.ts'
import { fromPluginsOf } from '../../../plugins/registry.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { CompanionKind } from '../../snapshot.ts'
import type { JobRule } from '../rule.ts'

/** No object that belongs to somebody else has the name of an object that a plugin makes. Volcano does not look. */
export const companionNamesAreFree: JobRule<CompanionKind> = {
  id: 'companion-names-are-free',
  nature: 'doubtful',
  about: {
    why: 'Plugins make objects that are called after the job: a Service `db` for a job `db` with svc. Where somebody else has such an object, Volcano overwrites it (ConfigMap and Secret) or works with it as it is (Service and NetworkPolicy), and deletes it when the job ends. This server leaves it alone, and pods may not find each other. A server looks at this where it makes companions (`--companions`), as only then it may read such objects; it asks for their metadata alone.',
    fix: 'Give the job another name, or remove the object if nobody needs it.',
  },
  reads: ['services', 'configMaps', 'secrets', 'networkPolicies'],
  isAskedUnder: ({ namesakesAreKnown }) => namesakesAreKnown,
  check({ object, namespace }, cluster) {
    const job = jobNameOf(object)
    if (object.spec?.plugins === undefined || job === '') return none
    return companionsOf(object).flatMap((companion) => {
      const known = kinds[companion.kind]
      const namesake = known && cluster[known.from].get(namespace, companion.metadata.name)
      return namesake === undefined || isOfJob(namesake, job) ? none : [tell(job, companion, known?.fate ?? '')]
    })
  },
}

const none: readonly Finding[] = []

/** Without tasks they have their names and little else, which is all that is needed. */
function companionsOf({ metadata = {}, spec: { plugins = {} } = {} }: Job): readonly Companion[] {
  const job = { metadata, spec: { plugins } }
  return fromPluginsOf(job, (plugin, args) => plugin.companions(job, args))
}

const taken = "would take it for the job's"
const overwritten = 'would overwrite it'

/** Where the objects of a kind are found, and what Volcano's controller would do with one. */
const kinds: Readonly<Record<string, Readonly<{ from: CompanionKind; fate: string }>>> = {
  Service: { from: 'services', fate: taken },
  ConfigMap: { from: 'configMaps', fate: overwritten },
  Secret: { from: 'secrets', fate: overwritten },
  NetworkPolicy: { from: 'networkPolicies', fate: taken },
}

/** Also what an earlier job of the name has left goes, or is about to. */
const isOfJob = ({ metadata = {} }: PartialObject, job: string): boolean =>
  metadata.deletionTimestamp !== undefined ||
  (metadata.ownerReferences ?? []).some(
    ({ apiVersion = '', kind, name }) => kind === 'Job' && name === job && apiVersion.startsWith('batch.volcano.sh/'),
  )

function tell(job: string, { kind, metadata: { name } }: Companion, fate: string): Finding {
  const sentence = `a ${kind} "${name}" is there already and is not this job's`
  const fates = `Volcano's controller ${fate} and delete it with the job, this server leaves it alone`
  return invalid('metadata.name', job, `${sentence}: ${fates}; give the job another name`)
}
