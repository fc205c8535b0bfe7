import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { createLineSplitter } from '../../src/cluster/split-lines.ts'

test('lines are the same however their bytes arrive', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((line) => line.trim() !== '' && !line.includes('\n'))
  fc.assert(
    fc.property(fc.array(text), fc.infiniteStream(fc.integer({ min: 1, max: 7 })), (lines, sizes) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
      const splitter = createLineSplitter(1_000)
      const found: string[] = []
      for (let start = 0; start < bytes.length; ) {
        const end = start + sizes.next().value
        found.push(...(splitter.push(bytes.subarray(start, end)) ?? []))
        start = end
      }
      expect(found).toEqual(lines)
      expect(splitter.hasRest()).toBe(false)
    }),
  )
})

it.each([
  ['a whole line', ['12345\n'], ['12345'], false],
  ['a line of exactly as many bytes as are allowed', ['1234567890\n'], ['1234567890'], false],
  ['a line in one chunk that is too long', ['12345678901\n'], undefined, false],
  ['a line in many chunks that is too long', ['12345', '67890', '1'], undefined, true],
  ['half a line', ['123\n45'], ['123'], true],
  ['empty lines', ['\n \n1\n\n'], ['1'], false],
])('%s', (_, chunks, lines, hasRest) => {
  const splitter = createLineSplitter(10)
  const found = chunks.map((chunk) => splitter.push(Buffer.from(chunk)))
  expect(found.includes(undefined) ? undefined : found.flat()).toEqual(lines)
  if (lines) expect(splitter.hasRest()).toBe(hasRest)
})

test('a line of a million chunks takes no more than linear time', () => {
  const splitter = createLineSplitter(10_000_000)
  const chunk = Buffer.from('x')
  for (let i = 0; i < 1_000_000; i++) splitter.push(chunk)
  expect(splitter.push(Buffer.from('\n'))?.[0]).toHaveLength(1_000_000)
})
