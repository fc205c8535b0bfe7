import { readFileSync } from 'node:fs'
import { matchesGlob } from 'node:path'

/** A row of docs/differences.md: what it is about, and what proves it: recorded cases as globs, and test files. */
export type DocumentedDifference = Readonly<{
  what: string
  cells: number
  cases: readonly string[]
  tests: readonly string[]
}>

const table = readFileSync(new URL('../../docs/differences.md', import.meta.url), 'utf8')

export const documentedDifferences: readonly DocumentedDifference[] = table
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| What |'))
  .map((line) => {
    const cells = line.slice(2, -2).split(' | ')
    const proofs = [...(cells.at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(([, proof]) => proof ?? '')
    const isTest = (proof: string) => proof.startsWith('test/')
    return {
      what: cells[0] ?? '',
      cells: cells.length,
      cases: proofs.filter((proof) => !isTest(proof)),
      tests: proofs.filter(isTest),
    }
  })

/** What the documentation says of a recorded case that ends otherwise than in Volcano; undefined where it says nothing. */
export const documentedDifferenceOf = (recorded: string): string | undefined =>
  documentedDifferences.find(({ cases }) => cases.some((glob) => matchesGlob(recorded, glob)))?.what
