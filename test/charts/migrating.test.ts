import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { resourceNames, resources } from '../../src/cluster/resources.ts'
import { flagNames } from '../../src/config/flags.ts'
import { helm, renderChart } from './render-chart.ts'

const page = readFileSync('docs/migrating.md', 'utf8')
const values = parse(readFileSync('charts/volcano-admission/values.yaml', 'utf8'))

/** The cells of the table below a heading, without its head. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) => line.split('|').slice(1, -1))
}

/** The blocks of YAML in the page, in their order. */
const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml)

describe('the page for those who come from Volcano', () => {
  const mapped = rowsBelow("What Volcano's values are called here").map(([theirs = '', ours = '']) => ({
    theirs,
    ours,
  }))
  /** `image` and `image.tag`. */
  const known = Object.entries(values).flatMap(([key, value]) => [
    key,
    ...Object.keys(value ?? {}).map((nested) => `${key}.${nested}`),
  ])
  const isLogLevel = (name: string) => ['debug', 'trace'].includes(name)
  const named = mapped.flatMap(({ ours }) => [...ours.matchAll(/`([a-z][A-Za-z.]*)[`:]/g)].map(([, name = '']) => name))

  it.each(named.filter((name) => !isLogLevel(name)))('names a value that there is: %s', (name) => {
    expect(known).toContain(name)
  })

  it.each(mapped.flatMap(({ theirs }) => [...theirs.matchAll(/`--([a-z-]+)`/g)].map(([, flag = '']) => flag)))(
    'names a flag that there is: --%s',
    (flag) => {
      expect(flagNames).toContain(flag)
    },
  )

  it.skipIf(helm === undefined)('shows values that the chart takes', () => {
    expect(renderChart(parse(blocks[0] ?? '')).complaint).toBe('')
  })

  it("adds the rights that Volcano's role lacks", () => {
    const [{ rules = [] } = {}] = parseAllDocuments(blocks[1] ?? '').map((document) => document.toJS())
    const readable = rules
      .filter(({ verbs }: { verbs: string[] }) => verbs.includes('watch'))
      .map(({ apiGroups, resources }: { apiGroups: string[]; resources: string[] }) =>
        [...resources, ...apiGroups].filter((part) => part !== '').join('.'),
      )
    const rightsOfVolcano = ['queues.scheduling.volcano.sh', 'podgroups.scheduling.volcano.sh']
    const read = resourceNames.filter((name) => !resources[name].isMetadataOnly)
    expect([...readable, ...rightsOfVolcano].sort()).toEqual(read.map((name) => resources[name].name).sort())
  })
})
