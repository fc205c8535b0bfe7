import { expect, it } from 'vitest'
import { parseImage } from '../../bench/parse-image.ts'

it('reads what the last stage of a Dockerfile sets for Node', () => {
  const dockerfile = `
FROM node:24 AS build
ENV NODE_ENV=development
ENTRYPOINT ["node", "--inspect"]

FROM scratch
# Not needed: ENV NODE_ENV=production
ENV MALLOC_ARENA_MAX=1
ENV TZ=UTC
ENTRYPOINT ["/bin/node", "--max-semi-space-size=16", "--enable-source-maps", "/app/main.mjs"]
`
  expect(parseImage(dockerfile)).toEqual({
    nodeOptions: ['--max-semi-space-size=16', '--enable-source-maps'],
    environment: { MALLOC_ARENA_MAX: '1', TZ: 'UTC' },
  })
})

it('finds nothing where nothing is set', () => {
  expect(parseImage('FROM scratch\nCOPY main.js /\n')).toEqual({ nodeOptions: [], environment: {} })
})
