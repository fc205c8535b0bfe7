import { describe, expect, it } from 'vitest'
import { parseOptions } from '../../bench/options.ts'

describe('parseOptions', () => {
  it('reads all options', () => {
    const args = '--seconds 0.5 --rounds 3 --connections 4 --body job-mutate --body pod-mutate --json out.json'
    const more = '--against https://127.0.0.1:9443 --against-pid 12 --node-option=--cpu-prof'
    expect(parseOptions([...args.split(' '), ...more.split(' ')])).toEqual({
      options: {
        seconds: 0.5,
        rounds: 3,
        connections: 4,
        bodies: ['job-mutate', 'pod-mutate'],
        nodeOptions: ['--cpu-prof'],
        against: 'https://127.0.0.1:9443',
        againstPid: 12,
        json: 'out.json',
        help: false,
      },
    })
  })

  it('says all that is wrong', () => {
    const args = '--seconds none --rounds 0 --connections 1.5 --body huge --against http://here --against-pid me'
    expect(parseOptions(args.split(' '))).toEqual({
      mistakes: [
        '--seconds must be more than 0, not none',
        '--rounds must be a whole number of at least 1, not 0',
        '--connections must be a whole number of at least 1, not 1.5',
        '--against-pid must be a whole number of at least 1, not me',
        expect.stringMatching(/^--body must be one of job-validate, .*, not huge$/),
        '--against must be a URL that begins with https://, not http://here',
      ],
    })
  })

  it('knows no other option', () => {
    expect(parseOptions(['--round=3'])).toEqual({ mistakes: [expect.stringContaining("'--round'")] })
  })
})
