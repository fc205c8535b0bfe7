import { connect } from 'node:tls'
import { describeError } from './describe-error.ts'

/** How the API server finds a webhook, and which CAs it trusts there, PEM in base64. */
export type ClientConfig = Readonly<{
  url?: string
  service?: Readonly<{ namespace?: string; name?: string; port?: number; path?: string }>
  caBundle?: string
}>

type Address = Readonly<{ host: string; port: number }>

const patienceMs = 3_000

/** Whose address it is, for the log: `service volcano-system/volcano-admission-service:443`. */
export function nameAddress({ url, service }: ClientConfig): string {
  return service ? `service ${service.namespace}/${service.name}:${service.port ?? 443}` : `${url}`
}

/**
 * Why this process cannot open a connection where the API server should; undefined when it can. That says nothing for the
 * API server, which may be in another network, but most of what can go wrong goes wrong from here, too.
 */
export function reachWebhook(config: ClientConfig, signal: AbortSignal): Promise<string | undefined> {
  const address = addressOf(config)
  if (address === undefined) return Promise.resolve('there is no address')
  const ca = Buffer.from(config.caBundle ?? '', 'base64').toString()
  return new Promise((resolve) => {
    const end = (mistake: string | undefined) => {
      socket.destroy()
      signal.removeEventListener('abort', abort)
      resolve(mistake)
    }
    const abort = () => end('given up')
    const socket = connect({ ...address, servername: nameOf(address), ca, timeout: patienceMs })
    socket.on('secureConnect', () => end(undefined))
    socket.on('timeout', () => end(`no answer within ${patienceMs} ms`))
    socket.on('error', (error) => end(describeError(error)))
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
  })
}

function addressOf({ url, service }: ClientConfig): Address | undefined {
  if (service) return { host: `${service.name}.${service.namespace}.svc`, port: service.port ?? 443 }
  if (url === undefined || !URL.canParse(url)) return undefined
  const { hostname, port } = new URL(url)
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) || 443 }
}

/** An address of numbers is no name that a server could be asked for. */
const nameOf = ({ host }: Address): string => (/^[\d.]+$|:/.test(host) ? '' : host)
