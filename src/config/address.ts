import type { Address } from './config.ts'

/** Reads `host:port`, `:port` or `[::1]:port`; undefined for anything else. */
export function parseAddress(text: string): Address | undefined {
  const {
    ipv6,
    host = ipv6,
    port,
  } = /^(?:\[(?<ipv6>[^\]]*)\]|(?<host>[^:]*)):(?<port>\d{1,5})$/.exec(text)?.groups ?? {}
  if (host === undefined || Number(port) > 65_535) return undefined
  return { host, port: Number(port) }
}
