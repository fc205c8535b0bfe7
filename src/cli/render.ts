import { stringify } from 'yaml'
import { describe } from '../admission/finding.ts'
import { completeJob } from '../admission/jobs/complete.ts'
import { validateJobs } from '../admission/jobs/validate.ts'
import type { Settings } from '../admission/settings.ts'
import { describeMistake, type Manifest } from '../manifests/manifest.ts'
import { readManifests } from '../manifests/read-manifests.ts'
import { type Command, exit } from './command.ts'
import { creationReviewOf, jobOf, jobsIn } from './jobs-in.ts'
import { readOfflineOptions } from './offline-options.ts'
import { openCluster } from './open-cluster.ts'
import { mostPods, podsOf, renderJob } from './render-job.ts'

const options = { output: { type: 'string' }, objects: { type: 'string', multiple: true } } as const
const usage = 'usage: volcano-admission render FILE... [--output yaml|json] [--objects PATH]...'

/**
 * Prints what each Job in the files becomes: every object beside it and every pod, after injection. `--output json` gives one
 * v1 List. Keys that will be generated, and private keys in arguments, show as placeholders. A job's queue is looked up in the
 * files themselves and under --objects.
 */
export const render: Command = async (args, { input, print, complain }) => {
  const { values, files, settings, mistakes } = readOfflineOptions(args, options)
  const output = values.output ?? 'yaml'
  const wrong = [
    ...mistakes,
    ...(files.length === 0 ? [usage] : []),
    ...(['yaml', 'json'].includes(output) ? [] : [`--output: invalid value "${output}": must be yaml or json`]),
  ]
  for (const mistake of wrong) complain(mistake)
  if (wrong.length > 0) return exit.wrongUsage

  const read = await readManifests(files, input)
  const jobs = jobsIn(read.manifests)
  const problems = [...read.mistakes.map(describeMistake), ...jobs.flatMap((job) => problemsOf(job, settings))]
  for (const problem of problems) complain(problem)
  if (problems.length > 0) return exit.refused
  if (jobs.length === 0) complain('there is no Job of batch.volcano.sh/v1alpha1 in these files')

  const beside = read.manifests.map(({ object }) => object)
  const cluster = await openCluster(values.objects ?? [], settings, complain, beside)
  const items = jobs.flatMap((manifest) => renderJob(jobOf(manifest) ?? {}, settings, cluster))
  for (const text of written(items, output)) print(text)
  return exit.fine
}

const written = (items: readonly unknown[], output: string): readonly string[] =>
  output === 'json'
    ? [JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: {}, items }, null, 2)]
    : items.map((item) => `---\n${stringify(item, { aliasDuplicateObjects: false, lineWidth: 0 }).trimEnd()}`)

/** Why a job cannot be drawn; other mistakes in it are for `lint`. */
function problemsOf(manifest: Manifest, settings: Settings): readonly string[] {
  const at = (path: string) => `${manifest.file}:${manifest.lineOf(path) ?? 1}`
  const job = jobOf(manifest)
  if (job === undefined) {
    const review = creationReviewOf(manifest, (sound) => completeJob(sound, settings))
    const { findings } = validateJobs.open(review, settings).decide({})
    return findings.map((finding) => `${at(finding.path)}: ${describe(finding)}`)
  }
  const pods = podsOf(job)
  return pods > mostPods ? [`${at('spec.tasks')}: the job has ${pods} pods, and at most ${mostPods} are rendered`] : []
}
