import { isIP } from 'node:net'
import { OctetString } from 'asn1js'
import { GeneralName } from 'pkijs'

/** The number is that of the choice in RFC 5280: a DNS name or an IP address. */
export const alternativeName = (host: string): GeneralName =>
  isIP(host) === 0
    ? new GeneralName({ type: 2, value: host })
    : new GeneralName({ type: 7, value: new OctetString({ valueHex: addressBytes(host) }) })

function addressBytes(address: string): ArrayBuffer {
  if (isIP(address) === 4) return Uint8Array.from(address.split('.').map(Number)).buffer
  const { hostname } = new URL(`http://[${address}]`)
  const [before = '', after] = hostname.slice(1, -1).split('::')
  const groups = (text = '') => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const [first, last] = [groups(before), groups(after)]
  const all = [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff])).buffer
}
