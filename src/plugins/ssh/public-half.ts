import { decodeBase64, encodeBase64 } from '../../kubernetes/base64.ts'

/**
 * The second word of the public key that belongs to a private one, as far as the text itself says so: OpenSSH's own form holds
 * it in the clear, and in PKCS #1 stand the two numbers of which it is made. Undefined for any other text.
 */
export function publicHalf(privateKey: string): string | undefined {
  if (privateKey.length > longestKey) return undefined
  const { form = '', body = '' } =
    /-----BEGIN (?<form>OPENSSH|RSA) PRIVATE KEY-----(?<body>[^-]*)-----END/.exec(privateKey)?.groups ?? {}
  const bytes = decodeBase64(body)
  if (bytes === undefined || bytes.length === 0) return undefined
  const half = form === 'RSA' ? halfOfPkcs1(bytes) : halfOfOpenssh(bytes)
  return half === undefined ? undefined : encodeBase64(half)
}

/** Nobody has a longer one: RSA of 16384 bits is shorter. */
const longestKey = 20_000

const magic = 'openssh-key-v1\0'
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** After the magic: cipher, key derivation, its options, the number of keys, the public key. */
function halfOfOpenssh(bytes: Uint8Array): Uint8Array | undefined {
  if (text(bytes.subarray(0, magic.length)) !== magic) return undefined
  let at = magic.length
  for (let i = 0; i < 3; i += 1) at += 4 + numberAt(bytes, at)
  at += 4
  const half = bytes.subarray(at + 4, at + 4 + numberAt(bytes, at))
  return half.length === 0 ? undefined : half
}

const numberAt = (bytes: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((number, i) => number * 256 + (bytes[at + i] ?? 0), 0)

/** A sequence of version, modulus, exponent, and what is secret. */
function halfOfPkcs1(bytes: Uint8Array): Uint8Array | undefined {
  const sequence = elementAt(bytes, 0, 0x30)
  const version = sequence && elementAt(bytes, sequence.from, 0x02)
  const modulus = version && elementAt(bytes, version.to, 0x02)
  const exponent = modulus && elementAt(bytes, modulus.to, 0x02)
  if (modulus === undefined || exponent === undefined) return undefined
  const name = new Uint8Array([...'ssh-rsa'].map((letter) => letter.charCodeAt(0)))
  const numbers = [exponent, modulus].map(({ from, to }) => bytes.subarray(from, to))
  return new Uint8Array([name, ...numbers].flatMap((part) => [0, 0, part.length >> 8, part.length & 0xff, ...part]))
}

type Element = Readonly<{ from: number; to: number }>

/** Where the content of a DER element of this tag lies. */
function elementAt(bytes: Uint8Array, at: number, tag: number): Element | undefined {
  if (bytes[at] !== tag) return undefined
  const first = bytes[at + 1] ?? 0
  const size = first < 0x80 ? 0 : first & 0x7f
  const length =
    size === 0 ? first : [...bytes.subarray(at + 2, at + 2 + size)].reduce((sum, byte) => sum * 256 + byte, 0)
  const from = at + 2 + size
  return from + length <= bytes.length ? { from, to: from + length } : undefined
}
