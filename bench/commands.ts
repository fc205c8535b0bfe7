import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { bodies } from './bodies.ts'
import { parseImage } from './parse-image.ts'
import type { Site } from './site.ts'

const fileHere = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const image = parseImage(readFileSync(fileHere('../Dockerfile'), 'utf8'))

/** What the image sets in the environment of our server. */
export const ourEnvironment = image.environment

export const bundle = fileHere('../dist/main.js')

/** Bundled as our server is: a start from TypeScript takes longer and holds more memory. */
export function bareHandlerCommand({ folder, certFile, keyFile }: Site, port: number): readonly string[] {
  const program = join(folder, 'bare-handler.mjs')
  buildSync({ entryPoints: [fileHere('bare-handler.ts')], outfile: program, platform: 'node', format: 'esm' })
  return [process.execPath, program, String(port), certFile, keyFile]
}

/** Our server, with the flags of Node that its image sets. Of a flag that is given twice, Node takes the last. */
export const ourCommand = (
  { objects, caCertFile, certFile, keyFile }: Site,
  [port, healthPort]: readonly number[],
  nodeOptions: readonly string[],
): readonly string[] => [
  process.execPath,
  ...image.nodeOptions,
  ...nodeOptions,
  bundle,
  'serve',
  `--objects=${objects}`,
  `--enabled-admission=${[...new Set(bodies.map(({ path }) => path))].join()}`,
  `--tls-cert-file=${certFile}`,
  `--tls-private-key-file=${keyFile}`,
  `--ca-cert-file=${caCertFile}`,
  '--listen-address=127.0.0.1',
  `--port=${port}`,
  `--webhook-url=https://127.0.0.1:${port}`,
  '--enable-healthz',
  `--healthz-address=127.0.0.1:${healthPort}`,
  '--shutdown-delay=0s',
]
