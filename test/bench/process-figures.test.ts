import { describe, expect, it } from 'vitest'
import { parseCpuMs, parseMemory } from '../../bench/process-figures.ts'

describe('parseCpuMs', () => {
  it.each([
    ['user and system time of a process', '4711 (node) S 1 2 3 4 5 6 7 8 9 10 250 50 7 7 20 0 11 0 99', 3_000],
    ['the same when its name has blanks and brackets', '4711 (a ) b (c) S 1 2 3 4 5 6 7 8 9 10 1 2 0 0 20 0', 30],
  ])('adds up %s', (_, stat, wanted) => {
    expect(parseCpuMs(stat)).toBe(wanted)
  })
})

describe('parseMemory', () => {
  it('reads what is resident now and what was at most, in MB', () => {
    const status = 'Name:\tnode\nVmPeak:\t 9000000 kB\nVmHWM:\t  250000 kB\nVmRSS:\t  125000 kB\nRssAnon:\t 1 kB\n'
    expect(parseMemory(status)).toEqual({ rss: 128, peak: 256 })
  })
})
