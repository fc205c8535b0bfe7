import { type JobTemplate, jobTemplateShape } from '../../kubernetes/shapes/job-template.ts'
import { jobSpecShape } from '../../kubernetes/shapes/volcano-job.ts'
import { type EmbeddedJob, embeddedJobs, lookUpsOfEmbeddedJob, rulesOfEmbeddedJobs } from '../jobs/embedded-jobs.ts'
import { namesAreQualified } from '../jobs/rules/names-are-qualified.ts'
import { keepsSpec } from '../keeps-spec.ts'
import { ratchet } from '../ratchet.ts'
import { validating } from '../webhook.ts'
import { namesHaveRoom } from './rules/names-have-room.ts'

const jobOf = ({ metadata = {}, spec = {} }: JobTemplate): EmbeddedJob => ({ spec, metadata, path: 'spec' })

/** The names of the jobs are made of those of their job flows, too, so they are judged here and not as names of jobs. */
const rules = rulesOfEmbeddedJobs.filter(({ id }) => id !== namesAreQualified.id)

const isLeftAlone = keepsSpec(jobSpecShape)

/**
 * Volcano has no webhook for job templates: their mistakes show when a job flow makes jobs of them, in the log of a
 * controller. Here they are told at once, as advice: no template is refused that Volcano takes.
 */
export const validateJobTemplates = validating(
  {
    path: '/jobtemplates/validate',
    name: 'validatejobtemplate.volcano.sh',
    resource: { group: 'flow.volcano.sh', version: 'v1alpha1', resource: 'jobtemplates' },
    scope: 'Namespaced',
    operations: ['CREATE', 'UPDATE'],
    sideEffects: 'NoneOnDryRun',
    about: 'Warns of job templates that can make no job.',
    shape: jobTemplateShape,
    wrongOperation: undefined,
    lookUps: ({ object }, settings) => lookUpsOfEmbeddedJob(jobOf(object), settings),
  },
  {
    rules: { CREATE: [namesHaveRoom], UPDATE: [ratchet(namesHaveRoom)] },
    embedded: embeddedJobs((template: JobTemplate) => [jobOf(template)], rules),
    isLeftAlone,
  },
)
