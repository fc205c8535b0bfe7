import { describe } from '../admission/finding.ts'
import { describeMistake, type Manifest } from '../manifests/manifest.ts'
import { readManifests } from '../manifests/read-manifests.ts'
import { type Command, exit } from './command.ts'
import { type Judgement, judgeCreation } from './judge-creation.ts'
import { readOfflineOptions } from './offline-options.ts'
import { openCluster } from './open-cluster.ts'

const options = { objects: { type: 'string', multiple: true } } as const
const usage = 'usage: volcano-admission lint FILE... [--objects PATH]...'

/**
 * Says of each object in the files what the server would say when it is created, with file, line and field; objects that no
 * webhook is for are passed over. Others that an object names are looked up in the files themselves and under --objects;
 * rules about kinds of which there is none are left out and named. At the end of each line stands the rule, in brackets.
 */
export const lint: Command = async (args, { input, print, complain }) => {
  const { values, files, settings, mistakes } = readOfflineOptions(args, options)
  const wrong = [...mistakes, ...(files.length === 0 ? [usage] : [])]
  for (const mistake of wrong) complain(mistake)
  if (wrong.length > 0) return exit.wrongUsage

  const { manifests, mistakes: unreadable } = await readManifests(files, input)
  const objects = manifests.map(({ object }) => object)
  const cluster = await openCluster(values.objects ?? [], settings, complain, objects)
  const judged = manifests.flatMap((manifest) => {
    const judgement = judgeCreation(manifest.object, cluster, settings)
    return judgement === undefined ? [] : { manifest, ...judgement }
  })
  const sentences = [...unreadable.map(describeMistake), ...judged.flatMap(linesOf)]
  for (const sentence of sentences) print(sentence)
  const skipped = new Set(judged.flatMap((judgement) => judgement.skipped))
  for (const rule of skipped) complain(`not checked, as nothing is known of what it looks up (--objects): ${rule}`)
  const refused = judged.filter(({ allowed }) => !allowed).length
  complain(`${count(judged.length, 'object')}: ${refused} refused, ${count(sentences.length, 'finding')}`)
  return refused + unreadable.length > 0 ? exit.refused : exit.fine
}

const linesOf = ({ manifest, findings }: Judgement & Readonly<{ manifest: Manifest }>): readonly string[] =>
  findings.map((finding) => {
    const line = manifest.lineOf(finding.path) ?? 1
    const severity = finding.severity === 'deny' ? 'error' : 'warning'
    return `${manifest.file}:${line}: ${severity}: ${describe(finding)} [${finding.rule}]`
  })

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
