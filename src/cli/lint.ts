import { describe } from '../admission/finding.ts'
import { completeJob } from '../admission/jobs/complete.ts'
import { validateJobs } from '../admission/jobs/validate.ts'
import type { Settings } from '../admission/settings.ts'
import type { Snapshot } from '../admission/snapshot.ts'
import { isOf, queues } from '../cluster/resources.ts'
import { describeMistake, type Manifest } from '../manifests/manifest.ts'
import { readManifests } from '../manifests/read-manifests.ts'
import { type Command, exit } from './command.ts'
import { creationReviewOf, jobsIn } from './jobs-in.ts'
import { readOfflineOptions } from './offline-options.ts'
import { openCluster } from './open-cluster.ts'

const options = { objects: { type: 'string', multiple: true } } as const
const usage = 'usage: volcano-admission lint FILE... [--objects PATH]...'

/**
 * Says of each Job in the files what the server would say when it is created, with file, line and field. Queues are looked up
 * in the files themselves and under --objects; where there are none, rules about queues are left out and named.
 */
export const lint: Command = async (args, { input, print, complain }) => {
  const { values, files, settings, mistakes } = readOfflineOptions(args, options)
  const wrong = [...mistakes, ...(files.length === 0 ? [usage] : [])]
  for (const mistake of wrong) complain(mistake)
  if (wrong.length > 0) return exit.wrongUsage

  const read = await readManifests(files, input)
  const jobs = jobsIn(read.manifests)
  const withQueues = read.manifests.filter(({ object }) => isOf(queues, object)).map(({ file }) => file)
  const cluster = await openCluster([...(values.objects ?? []), ...new Set(withQueues)], settings, complain)
  const judged = jobs.map((manifest) => judge(manifest, cluster, settings))
  const sentences = [
    ...read.mistakes.map((mistake) => `${describeMistake(mistake)}`),
    ...judged.flatMap(({ lines }) => lines),
  ]
  for (const sentence of sentences) print(sentence)
  const skipped = new Set(judged.flatMap(({ verdict }) => verdict.skipped))
  for (const rule of skipped) complain(`not checked, as no queue is given (--objects): ${rule}`)
  const refused = judged.filter(({ verdict }) => !verdict.allowed).length
  complain(`${count(jobs.length, 'job')}: ${refused} refused, ${count(sentences.length, 'finding')}`)
  return refused + read.mistakes.length > 0 ? exit.refused : exit.fine
}

function judge(manifest: Manifest, cluster: Partial<Snapshot>, settings: Settings) {
  const review = creationReviewOf(manifest, (job) => completeJob(job, settings))
  const verdict = validateJobs.open(review, settings).decide(cluster)
  const lines = verdict.findings.map((finding) => {
    const line = manifest.lineOf(finding.path) ?? 1
    return `${manifest.file}:${line}: ${finding.severity === 'deny' ? 'error' : 'warning'}: ${describe(finding)}`
  })
  return { verdict, lines }
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
