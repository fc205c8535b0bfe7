import { bytesOf, qualifiedNameMistakes } from '../../../kubernetes/names.ts'
import { invalid } from '../../finding.ts'
import type { CronJobRule } from '../rule.ts'

const longest = 52

/** The name of a cron job leaves room for that of its jobs, and is a legal label. Mirrors cronjobs/validate: validateCronJobName. */
export const nameLeavesRoom: CronJobRule = {
  id: 'name-leaves-room',
  nature: 'upstream',
  about: {
    why: 'Volcano appends the time to the name for each job, and the name of a job has at most 63 characters.',
    fix: 'Give the cron job a name of at most 52 characters, of letters, digits, `-`, `_` and `.`.',
  },

  reads: [],
  check({ object: { metadata } }) {
    const name = metadata?.name ?? ''
    const bytes = bytesOf(name)
    const complaints = bytes > longest ? [tooLong(bytes)] : qualifiedNameMistakes(name).map(illegal(name))
    return complaints.map((complaint) => invalid('metadata.name', name, complaint))
  },
}

const tooLong = (bytes: number): string =>
  `cronJob name must be no more than ${longest} characters to accommodate job name suffix (max 63 total); it has ${bytes}, ${bytes - longest} too many`

const illegal =
  (name: string) =>
  (mistake: string): string =>
    `invalid cronJob name ${JSON.stringify(name)}: ${mistake}; choose another name`
