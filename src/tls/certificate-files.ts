import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { getSystemErrorMap } from 'node:util'
import { checkServingCertificate, type ServingCertificate } from './serving-certificate.ts'
import { watchFolders } from './watch-folders.ts'

export type CertificatePaths = Readonly<{ caCertFile: string; certFile: string; keyFile: string }>

/** What was found: a value, or why there is none. */
export type Reading<Value> = Readonly<
  { value: Value; mistakes?: undefined } | { value?: undefined; mistakes: readonly string[] }
>

/** The files of a folder under the names that Kubernetes gives to the keys of a TLS Secret. */
export const certificatePaths = (folder: string): CertificatePaths => ({
  caCertFile: join(folder, 'ca.crt'),
  certFile: join(folder, 'tls.crt'),
  keyFile: join(folder, 'tls.key'),
})

/**
 * The three PEM files as they are, unchecked, or a sentence for each that cannot be read. Mirrors readCAFiles of
 * cmd/webhook-manager/app/options/options.go, which stops at the first.
 */
export async function readCertificateFiles(paths: CertificatePaths): Promise<Reading<ServingCertificate>> {
  const [authority, certificate, key] = await Promise.all([
    readPem('cacert', paths.caCertFile),
    readPem('cert', paths.certFile),
    readPem('key', paths.keyFile),
  ])
  const mistakes = [authority, certificate, key].flatMap((reading) => reading.mistakes ?? [])
  if (authority.mistakes || certificate.mistakes || key.mistakes) return { mistakes }
  return { value: { authority: authority.value, certificate: certificate.value, key: key.value } }
}

async function readPem(what: string, path: string): Promise<Reading<string>> {
  try {
    return { value: await readFile(path, 'utf8') }
  } catch (error) {
    return { mistakes: [`failed to read ${what} file (${path}): ${describe(error, path)}`] }
  }
}

/** In the words of Go: `open /certs/tls.crt: no such file or directory`. */
function describe(error: unknown, path: string): string {
  const { errno, syscall, message } = error as NodeJS.ErrnoException
  const [, reason] = getSystemErrorMap().get(errno ?? 0) ?? []
  return reason === undefined ? message : `${syscall} ${path}: ${reason}`
}

/**
 * Follows the files while the server runs: `onChange` gets each new certificate that passes checkServingCertificate. All
 * else leaves the one in use in place, and `onMistake` hears why, once for the same reasons. `current` is the certificate
 * already in use: without it the first good one counts as new. `pollMs` is the longest that a change can go unseen.
 */
export function watchCertificateFiles(
  paths: CertificatePaths,
  onChange: (certificate: ServingCertificate) => void,
  onMistake: (mistakes: readonly string[]) => void,
  { pollMs, now, hosts = [], current }: CertificateWatch,
): Readonly<{ close: () => void }> {
  let inUse = current
  let reported: readonly string[] = []
  const use = (candidate: ServingCertificate): readonly string[] => {
    if (isSame(candidate, inUse)) return []
    const mistakes = checkServingCertificate(candidate, hosts, now())
    if (mistakes.length > 0) return mistakes
    try {
      onChange(candidate)
    } catch (error) {
      return [`the new certificate could not be put into use: ${String(error)}`]
    }
    inUse = candidate
    return []
  }
  const onRead = (reading: Reading<ServingCertificate>) => {
    const mistakes = reading.mistakes ?? use(reading.value)
    if (mistakes.length > 0 && mistakes.join() !== reported.join()) onMistake(mistakes)
    reported = mistakes
  }
  const folders = [...new Set(Object.values(paths).map(dirname))]
  return watchFolders(folders, { read: () => readCertificateFiles(paths), onRead, onMistake, pollMs })
}

type CertificateWatch = Readonly<{
  pollMs: number
  now: () => Date
  hosts?: readonly string[]
  current?: ServingCertificate
}>

const isSame = (a: ServingCertificate, b: ServingCertificate | undefined): boolean =>
  a.authority === b?.authority && a.certificate === b.certificate && a.key === b.key
