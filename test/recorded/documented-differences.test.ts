import { existsSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentedDifferences } from './documented-differences.ts'
import { recordedCases } from './recorded-cases.ts'

describe('docs/differences.md', () => {
  it.each(documentedDifferences)('$what: has all five columns', ({ cells }) => expect(cells).toBe(5))

  it.each(documentedDifferences)('$what: has a proof', ({ cases, tests }) =>
    expect(cases.length + tests.length).toBeGreaterThan(0),
  )

  it.each(documentedDifferences)('$what: its proofs are there', ({ cases, tests }) => {
    const missingCases = cases.filter((glob) => !recordedCases.some((recorded) => matchesGlob(recorded, glob)))
    const missingTests = tests.filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url)))
    expect([...missingCases, ...missingTests]).toEqual([])
  })
})
