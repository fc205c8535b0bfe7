import { describe, expect, it } from 'vitest'
import { type Check, probe } from '../../src/server/probe.ts'

const ping: Check = { name: 'ping', findMistake: () => undefined }
const certificate: Check = { name: 'certificate', findMistake: () => 'it expired yesterday' }
const slow: Check = { name: 'files', findMistake: () => Promise.resolve('they differ') }
const caches: Check = { name: 'caches', findMistake: () => 'the queues are not known yet' }

describe('checks', () => {
  it.each([
    { sentence: 'all right', checks: [ping], query: {}, want: { code: 200, text: 'ok' } },
    {
      sentence: 'all right, at length',
      checks: [ping],
      query: { verbose: '' },
      want: { code: 200, text: '[+]ping ok\nhealthz check passed\n' },
    },
    {
      sentence: 'one that failed',
      checks: [ping, certificate],
      query: {},
      want: { code: 503, text: '[+]ping ok\n[-]certificate failed: it expired yesterday\nhealthz check failed\n' },
    },
    {
      sentence: 'every one that failed',
      checks: [certificate, caches],
      query: { verbose: 'true' },
      want: {
        code: 503,
        text: '[-]certificate failed: it expired yesterday\n[-]caches failed: the queues are not known yet\nhealthz check failed\n',
      },
    },
    {
      sentence: 'one that takes its time',
      checks: [slow, ping],
      query: {},
      want: { code: 503, text: '[-]files failed: they differ\n[+]ping ok\nhealthz check failed\n' },
    },
    {
      sentence: 'one that is left out',
      checks: [ping, certificate],
      query: { verbose: '', exclude: 'certificate' },
      want: { code: 200, text: '[+]ping ok\n[+]certificate excluded: ok\nhealthz check passed\n' },
    },
    {
      sentence: 'two that are left out',
      checks: [caches, certificate],
      query: { exclude: ['certificate', 'caches'] },
      want: { code: 200, text: 'ok' },
    },
  ])('$sentence', async ({ checks, query, want }) => {
    expect(await probe('healthz', checks, query)).toEqual(want)
  })
})
