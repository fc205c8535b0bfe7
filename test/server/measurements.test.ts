import { expect, it } from 'vitest'
import { createMeasurements } from '../../src/server/measurements.ts'

const measure = (values: number) => {
  const seen: number[] = []
  const measurements = createMeasurements(() => ({
    observe: (...given: unknown[]) => seen.push(Number(given[1])),
  }))
  for (let value = 1; value <= values; value++) measurements.add('/jobs/validate', value)
  return { seen, flush: measurements.flush }
}

it('values wait until they are asked for', () => {
  const { seen, flush } = measure(3)
  expect(seen).toEqual([])
  flush()
  expect(seen).toEqual([1, 2, 3])
})

it('no value is told twice', () => {
  const { seen, flush } = measure(3)
  flush()
  flush()
  expect(seen).toHaveLength(3)
})

it('no more than some wait, and none is lost', () => {
  const { seen, flush } = measure(1000)
  expect(seen.length).toBeGreaterThan(700)
  flush()
  expect(seen).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1))
})
