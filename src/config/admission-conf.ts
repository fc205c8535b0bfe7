import { checkAdmissionConf, type RawAdmissionConf } from './admission-conf-schema.ts'
import { parseYaml, scalarsAsWritten } from './parse-yaml.ts'
import { type ResourceGroup, readResourceGroup } from './resource-group.ts'

export type ParsedAdmissionConf =
  | Readonly<{ groups: readonly ResourceGroup[]; warnings: readonly string[] }>
  | Readonly<{ mistakes: readonly string[] }>

/**
 * Reads the resource group file of `--admission-conf`; an empty one has no groups. It takes what Volcano takes, and warns of
 * what Volcano passes over in silence. Mirrors pkg/webhooks/config/config.go.
 */
export function parseAdmissionConf(text: string): ParsedAdmissionConf {
  const { value, mistakes, doubts } = parseYaml(text, scalarsAsWritten)
  const findings = checkAdmissionConf(value)
  const wrong = findings.filter(({ isUnknownKey }) => !isUnknownKey).map(({ sentence }) => sentence)
  if (mistakes.length + wrong.length > 0) return { mistakes: [...mistakes, ...wrong] }

  const unknown = findings.map(({ sentence }) => `${sentence}: it is ignored`)
  const read = ((value as RawAdmissionConf)?.resourceGroups ?? []).map((group, index) =>
    readResourceGroup(group ?? {}, `resourceGroups[${index}]`),
  )
  return {
    groups: read.map(({ group }) => group),
    warnings: [...doubts, ...unknown, ...read.flatMap(({ warnings }) => warnings)],
  }
}
