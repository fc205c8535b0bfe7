import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { certificatePaths, type Reading, readCertificateFiles } from './certificate-files.ts'
import { issueAuthority, issueServingCertificate } from './issue.ts'
import { checkServingCertificate, type ServingCertificate } from './serving-certificate.ts'

const localHosts = ['localhost', '127.0.0.1', '::1']
const shortestRest = 7 * 24 * 60 * 60_000

/** `renewedBecause` says why a new certificate was made; it is empty when the files of the folder were still good. */
export type DevelopmentCertificate = Reading<ServingCertificate> & Readonly<{ renewedBecause: readonly string[] }>

/**
 * A certificate for a server on a developer's own machine, for localhost, 127.0.0.1, ::1 and the hosts. It is kept as
 * `ca.crt`, `tls.crt` and `tls.key` in the folder, and used again until seven days before its end, or until a host is
 * missing. The CA is made anew with it, and its private key is written nowhere: nobody can sign more with what a browser
 * was told to trust. Mistakes say which file could not be written.
 */
export async function ensureDevelopmentCertificate(
  folder: string,
  hosts: readonly string[],
  now: Date,
): Promise<DevelopmentCertificate> {
  const wanted = [...new Set([...localHosts, ...hosts])]
  const found = await readCertificateFiles(certificatePaths(folder))
  const renewedBecause = found.mistakes ?? reasonsToRenew(found.value, wanted, now)
  if (found.value !== undefined && renewedBecause.length === 0) return { value: found.value, renewedBecause }
  const value = await issueDevelopmentCertificate(wanted, now)
  const mistakes = await writeCertificateFiles(folder, value)
  return mistakes.length > 0 ? { mistakes, renewedBecause } : { value, renewedBecause }
}

function reasonsToRenew(found: ServingCertificate, hosts: readonly string[], now: Date): readonly string[] {
  const mistakes = checkServingCertificate(found, hosts, now)
  if (mistakes.length > 0) return mistakes
  const later = new Date(now.getTime() + shortestRest)
  return checkServingCertificate(found, hosts, later).length > 0 ? ['the certificate expires within seven days'] : []
}

async function issueDevelopmentCertificate(hosts: readonly string[], now: Date): Promise<ServingCertificate> {
  const authority = await issueAuthority('volcano-admission development CA', now)
  return { authority: authority.certificate, ...(await issueServingCertificate(authority, hosts, now)) }
}

/** The key comes first: whoever reads between two files sees a pair that does not match, never a key that is open. */
async function writeCertificateFiles(folder: string, value: ServingCertificate): Promise<readonly string[]> {
  const { caCertFile, certFile, keyFile } = certificatePaths(folder)
  try {
    await mkdir(folder, { recursive: true })
    await writeWhole(keyFile, value.key, 0o600)
    await writeWhole(certFile, value.certificate, 0o644)
    await writeWhole(caCertFile, value.authority, 0o644)
    return []
  } catch (error) {
    return [`failed to write the development certificate: ${String(error)}`]
  }
}

/** Under a name of its own first, then renamed: no reader sees half a file. */
async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    await writeFile(draft, text, { mode, flag: 'wx' })
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
}
