import { readFileSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** An older Node would stop somewhere in the middle. */
const checkNode = `if (Number.parseInt(process.versions.node) < 24) {
  console.error('volcano-admission needs Node 24 or later, this is ' + process.version)
  process.exit(2)
}`

/**
 * The client library reads kubeconfigs for us. Its generated API and its own HTTP client, which are most of it, are called by
 * nobody here: without them the bundle is a third as large, and the process is smaller by as much.
 */
const leaveOutUncalled: Plugin = {
  name: 'leave-out-uncalled',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$|^\.\/gen\/index\.js$/ }, () => ({ path: 'uncalled', namespace: 'uncalled' }))
    onLoad({ filter: /^/, namespace: 'uncalled' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** One file for the image and for CI machines; packages in CommonJS inside it still call `require`. */
await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.js',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minifyWhitespace: true,
  legalComments: 'linked',
  banner: {
    js: `#!/usr/bin/env node
import { createRequire as requireFrom } from 'node:module'
const require = requireFrom(import.meta.url)
${checkNode}`,
  },
  define: { 'process.env.VOLCANO_ADMISSION_VERSION': JSON.stringify(version) },
  plugins: [leaveOutUncalled],
  logLevel: 'info',
})
