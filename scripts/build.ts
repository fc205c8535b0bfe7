import { readFileSync } from 'node:fs'
import { build } from 'esbuild'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

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
    js: "#!/usr/bin/env node\nimport{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
  },
  define: { 'process.env.VOLCANO_ADMISSION_VERSION': JSON.stringify(version) },
  logLevel: 'info',
})
