import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderRulesDocument } from '../../scripts/render-rules-document.ts'
import { catalogue } from '../../src/admission/catalogue.ts'
import { unchangeable } from '../../src/admission/unchangeable.ts'
import { webhooks } from '../../src/admission/webhooks.ts'

const lines = renderRulesDocument(webhooks).split('\n')

describe('docs/rules.md', () => {
  it('is what the rules say; if not, run npm run docs', () => {
    const written = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')
    expect(written).toBe(lines.join('\n'))
  })

  it.each(catalogue.map(({ id }) => id))('has one section on %s', (id) =>
    expect(lines.filter((line) => line === `### ${id}`)).toHaveLength(1),
  )

  it.each(unchangeable.map(({ id }) => id))('tells of %s', (id) =>
    expect(lines.filter((line) => line.startsWith(`| ${id} |`))).toHaveLength(1),
  )

  it.each([
    [
      'the levels of each preset',
      '| impossible | Volcano takes it, but it can never run, or has no effect as written | warn | deny |',
    ],
    ['where a rule is asked', '| [schedule-comes](#schedule-comes) | `/cronjobs/validate` | warn | deny |'],
    ['the levels of a rule', '*doubtful*: warn in `compatible`, warn in `recommended`'],
    ['an example', '  priorityClassName: hihg'],
    ['an update', 'Found where the first document is applied:'],
    ['a deletion', 'Found when the first document is deleted:'],
  ])('tells %s', (_, line) => expect(lines).toContain(line))

  it('has a sentence for why and for what to do, each with a full stop', () =>
    expect(
      catalogue.filter(({ about }) => !/^[A-Za-z].*\.$/.test(about.why) || !/^[A-Za-z].*\.$/.test(about.fix)),
    ).toEqual([]))

  it('names no rule in another way than by its id', () =>
    expect(catalogue.filter(({ id }) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))).toEqual([]))
})
