import { expect, it } from 'vitest'
import { renderTable } from '../../bench/render-table.ts'

it('aligns text to the left and numbers, known or not, to the right', () => {
  const rows = [
    ['5 KB Job', '1.00', '0.1 ms'],
    ['pod', '-', '12.5 ms'],
  ]
  expect(renderTable(['body', 'ratio', 'p50'], rows)).toBe(
    `
| body     | ratio |     p50 |
| -------- | ----: | ------: |
| 5 KB Job |  1.00 |  0.1 ms |
| pod      |     - | 12.5 ms |`.trimStart(),
  )
})
