import { parseArgs } from 'node:util'
import { bodies } from './bodies.ts'

export type Options = Readonly<{
  seconds: number
  rounds: number
  connections: number
  bodies: readonly string[]
  nodeOptions: readonly string[]
  against: string | undefined
  againstPid: number | undefined
  json: string | undefined
  help: boolean
}>

const names = bodies.map(({ name }) => name)

export const usage = `npm run bench -- [options]

  --seconds N          length of one turn of load (0.5)
  --rounds N           turns of each server with each body (8)
  --connections N      how many requests are under way at once (8)
  --body NAME          only this body; repeat it for more: ${names.join(', ')}
  --against URL        one more admission server, such as https://127.0.0.1:9443
  --against-pid PID    its process, so that its CPU and memory can be read
  --node-option FLAG   start our server with this flag of Node; repeat it for more
  --json FILE          write all numbers to this file
  --help               print this
`

/** Reads the command line, or says all that is wrong with it. */
export function parseOptions(
  args: readonly string[],
): Readonly<{ options: Options } | { mistakes: readonly string[] }> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seconds: { type: 'string', default: '0.5' },
        rounds: { type: 'string', default: '8' },
        connections: { type: 'string', default: '8' },
        body: { type: 'string', multiple: true, default: names },
        against: { type: 'string' },
        'against-pid': { type: 'string' },
        'node-option': { type: 'string', multiple: true, default: [] },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    const mistakes = findMistakes(values)
    return mistakes.length > 0 ? { mistakes } : { options: toOptions(values) }
  } catch (error) {
    return { mistakes: [(error as Error).message] }
  }
}

type Values = Readonly<{
  seconds: string
  rounds: string
  connections: string
  body: string[]
  against?: string
  'against-pid'?: string
  'node-option': string[]
  json?: string
  help: boolean
}>

const findMistakes = (values: Values): readonly string[] => [
  ...(Number(values.seconds) > 0 ? [] : [`--seconds must be more than 0, not ${values.seconds}`]),
  ...wholeNumber('rounds', values.rounds),
  ...wholeNumber('connections', values.connections),
  ...(values['against-pid'] === undefined ? [] : wholeNumber('against-pid', values['against-pid'])),
  ...values.body
    .filter((name) => !names.includes(name))
    .map((name) => `--body must be one of ${names.join(', ')}, not ${name}`),
  ...(values.against === undefined || URL.parse(values.against)?.protocol === 'https:'
    ? []
    : [`--against must be a URL that begins with https://, not ${values.against}`]),
]

const wholeNumber = (name: string, value: string): readonly string[] =>
  /^[1-9]\d*$/.test(value) ? [] : [`--${name} must be a whole number of at least 1, not ${value}`]

const toOptions = (values: Values): Options => ({
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  connections: Number(values.connections),
  bodies: values.body,
  nodeOptions: values['node-option'],
  against: values.against,
  againstPid: values['against-pid'] === undefined ? undefined : Number(values['against-pid']),
  json: values.json,
  help: values.help,
})
