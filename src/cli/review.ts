import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { webhooks } from '../admission/webhooks.ts'
import { snapshotOf } from '../cluster/snapshot-of.ts'
import { type Admission, admit, type SnapshotSource } from '../server/admit.ts'
import { encodeFailure } from '../server/failure.ts'
import { type Command, exit } from './command.ts'
import { readOfflineOptions } from './offline-options.ts'
import { openCluster } from './open-cluster.ts'

const options = { objects: { type: 'string', multiple: true } } as const

/** Never aborted: offline nobody waits with a deadline. */
const { signal } = new AbortController()

/**
 * The offline twin of the server. Each line of the input is `{"url": "/jobs/validate", "request": <AdmissionReview>,
 * "cluster": [<objects that exist>]}`; each line of the output is the server's answer to it, in the same order. Without
 * `cluster` the objects of --objects exist; without both nothing is known of the cluster. Rules that look up kinds of which
 * nothing is known are left out and named on standard error.
 */
export const review: Command = async (args, { input, print, complain }) => {
  const { values, settings, mistakes } = readOfflineOptions(args, options)
  for (const mistake of mistakes) complain(mistake)
  if (mistakes.length > 0) return exit.wrongUsage
  const known = await openCluster(values.objects ?? [], settings, complain)
  const skipped = new Set<string>()
  for await (const line of createInterface({ input: Readable.from(input), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    print(await answer(line))
  }
  for (const rule of skipped) complain(`not checked, as nothing is known of what it looks up: ${rule}`)
  return exit.fine

  async function answer(line: string): Promise<string> {
    const question = parseLine(line)
    if (typeof question === 'string') return encodeFailure({ code: 400, message: question })
    const path = URL.parse(question.url, 'https://localhost')?.pathname
    const webhook = webhooks.find((candidate) => candidate.path === path)
    if (webhook === undefined) return encodeFailure({ code: 404, message: `there is no webhook at ${question.url}` })
    const cluster = question.cluster === undefined ? known : snapshotOf(question.cluster)
    const source: SnapshotSource = { snapshotFor: () => cluster }
    const admission = await admit(webhook, question.request, { settings, source, signal })
    if (admission.outcome === 'answered') for (const rule of admission.verdict.skipped) skipped.add(rule)
    return bytesOf(admission)
  }
}

type Question = Readonly<{ url: string; request: unknown; cluster?: readonly unknown[] }>

/** The line, or what is wrong with it. */
function parseLine(line: string): Question | string {
  try {
    const question: Partial<Question> | null = JSON.parse(line)
    if (typeof question?.url !== 'string') return 'the line has no "url", such as "/jobs/validate"'
    if (question.cluster !== undefined && !Array.isArray(question.cluster)) return '"cluster" must be a list of objects'
    return question as Question
  } catch (error) {
    return `the line is not JSON: ${error instanceof Error ? error.message : error}`
  }
}

function bytesOf(admission: Admission): string {
  switch (admission.outcome) {
    case 'answered':
      return admission.answer
    case 'not-a-review':
      return encodeFailure({ code: 400, message: admission.mistake })
    case 'look-up-failed':
      throw admission.error
  }
}
