import type { Config } from '../../src/config/config.ts'
import { parseConfig } from '../../src/config/parse-config.ts'

/** The configuration of a server with one webhook and these flags. */
export function configOf(...args: readonly string[]): Config {
  const needed = ['--enabled-admission=/jobs/validate', '--webhook-url=https://here', '--certificate-folder=/tmp/none']
  const parsed = parseConfig([...needed, ...args], {}, () => '', {
    paths: ['/jobs/validate'],
    rules: ['queue-takes-jobs'],
  })
  if (!('config' in parsed)) throw new Error(JSON.stringify(parsed))
  return parsed.config
}
