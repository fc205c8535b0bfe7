import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plugins } from '../../src/plugins/registry.ts'

const document = readFileSync('docs/plugins.md', 'utf8')
const rows = plugins.flatMap(({ name, flags }) => Object.entries(flags).map(([flag, of]) => ({ name, flag, ...of })))

describe('docs/plugins.md tells', () => {
  it.each(plugins)('what $name is for', ({ name, about }) => {
    expect(document.toLowerCase()).toContain(`## ${name}\n\n${about}`.toLowerCase())
  })

  it.each(rows)('$name --$flag with type, default and meaning', ({ flag, type, default: value, about }) => {
    const shown = value === '' ? '' : `\`${value}\``
    expect(document).toContain(`| \`--${flag}\` | ${type} | ${shown}${shown === '' ? '' : ' '}| ${about}`)
  })
})
