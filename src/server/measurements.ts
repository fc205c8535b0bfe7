import type { Histogram } from 'prom-client'

/** How many values wait at most. */
const mostWaiting = 256

/** Takes values one at a time, each with a webhook. */
export type Measurements = Readonly<{ add: (webhook: string, value: number) => void; flush: () => void }>

/**
 * Gives a histogram its values many at once: one by one, between reviews, they cost ten times as much. None waits when the
 * histogram is read, as `flush` is called before.
 */
export function createMeasurements(histogram: () => Pick<Histogram<'webhook'>, 'observe'>): Measurements {
  const waiting = new Map<string, number[]>()
  const observe = (webhook: string, values: number[]): void => {
    for (const value of values) histogram().observe({ webhook }, value)
    values.length = 0
  }
  return {
    add(webhook, value) {
      const values = waiting.get(webhook)
      if (values === undefined) waiting.set(webhook, [value])
      else if (values.push(value) >= mostWaiting) observe(webhook, values)
    },
    flush() {
      for (const [webhook, values] of waiting) observe(webhook, values)
    },
  }
}
