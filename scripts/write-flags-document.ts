import { writeFileSync } from 'node:fs'
import { renderFlagsDocument } from '../src/config/render-flags-document.ts'

writeFileSync(new URL('../docs/flags.md', import.meta.url), renderFlagsDocument())
