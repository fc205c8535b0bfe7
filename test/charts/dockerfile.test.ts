import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** The instructions of each stage, without comments, continued lines joined. */
function readStages(dockerfile: string): readonly (readonly string[])[] {
  const instructions = dockerfile.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '')
  return instructions.split(/^(?=FROM )/m).map((stage) => stage.split('\n').filter((line) => line.trim() !== ''))
}

const stages = readStages(read('Dockerfile'))
const final = stages.at(-1) ?? []
const instructions = (word: string) => final.filter((line) => line.startsWith(`${word} `))

it('builds in one stage and runs in another', () => {
  expect(stages).toHaveLength(2)
})

it.each(stages.map(([from = '']) => from))('names a version of the image: %s', (from) => {
  expect(from).toMatch(/^FROM (--platform=\S+ )?[^\s:]+:(?!latest)[^\s:]+( AS build)?$/)
})

it('runs on the major version of Node.js that the project asks for', () => {
  const major = JSON.parse(read('package.json')).engines.node.replace('>=', '')
  expect(stages.map(([from = '']) => /node(?:js|:)(\d+)/.exec(from)?.[1])).toEqual([major, major])
})

it('runs as a user who is not root, without a shell to run anything in', () => {
  expect(instructions('USER')).toEqual(['USER 65532:65532'])
  expect(final[0]).toMatch(/distroless/)
  expect(instructions('RUN')).toEqual([])
})

it('holds nothing of the project but the bundle and its copyright notices', () => {
  expect([...instructions('COPY'), ...instructions('ADD')]).toEqual([
    'COPY --from=build /src/dist/main.js /app/main.mjs',
    'COPY --from=build /src/dist/main.js.LEGAL.txt /app/main.js.LEGAL.txt',
  ])
})

it('takes the arguments of the container as those of the server', () => {
  expect(instructions('ENTRYPOINT')).toEqual([
    'ENTRYPOINT ["/nodejs/bin/node", "--max-semi-space-size=8", "/app/main.mjs"]',
  ])
  expect(instructions('CMD')).toEqual([])
})

it('is labelled with what the project says of itself', () => {
  const { name, version, license } = JSON.parse(read('package.json'))
  expect(instructions('ARG')).toContain(`ARG VERSION=${version}`)
  expect(instructions('LABEL').join()).toContain(`org.opencontainers.image.title="${name}"`)
  expect(instructions('LABEL').join()).toContain(`org.opencontainers.image.licenses="${license}"`)
})

it('is the version that the chart installs', () => {
  expect(parse(read('charts/volcano-admission/Chart.yaml')).appVersion).toBe(JSON.parse(read('package.json')).version)
})

it('sends only what is named to the builder', () => {
  const [first, ...allowed] = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  expect(first).toBe('*')
  expect(allowed).toEqual(['!package.json', '!package-lock.json', '!tsconfig*.json', '!src', '!scripts'])
})
