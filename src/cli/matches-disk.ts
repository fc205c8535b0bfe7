import type { CertificateSource } from '../config/config.ts'
import type { Check } from '../server/probe.ts'
import { readCertificateFiles } from '../tls/certificate-files.ts'
import { checkServingCertificate, type ServingCertificate } from '../tls/serving-certificate.ts'

/**
 * That the certificate in the files is the one that is served; no check where there are none. Files that no server could
 * use count for nothing: the old certificate stays in use, and all replicas would be unready together.
 */
export function matchesDisk(source: CertificateSource, served: () => ServingCertificate | undefined): readonly Check[] {
  if (source.from !== 'files') return []
  const findMistake = async (): Promise<string | undefined> => {
    const { value: onDisk } = await readCertificateFiles(source)
    const now = served()
    if (now === undefined || onDisk === undefined || isSame(onDisk, now)) return undefined
    if (checkServingCertificate(onDisk, [], new Date()).length > 0) return undefined
    return `the certificate in ${source.certFile} is not served yet`
  }
  return [{ name: 'certificate-from-disk', findMistake }]
}

const isSame = (one: ServingCertificate, other: ServingCertificate): boolean =>
  one.certificate === other.certificate && one.key === other.key
