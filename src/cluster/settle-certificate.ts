import { type Answer, fail } from './api-answer.ts'
import type { Logger } from './logger.ts'
import {
  createSecret,
  type ReadSecret,
  readSecret,
  type SecretPlace,
  type ServingCertificate,
  updateSecret,
} from './secret-object.ts'
import type { Line } from './send-within.ts'

export type Issuing = Readonly<{
  issue: () => Promise<ServingCertificate>
  /** Why a certificate cannot be used at a time; empty when it can. */
  check: (candidate: ServingCertificate, at: Date) => readonly string[]
  /** How long before its end a certificate is renewed; 30 days unless told. */
  renewBeforeMs?: number
  logger: Logger
}>

/** Each time another replica may win, and then its certificate is used. */
const mostAttempts = 5
const thirtyDaysMs = 30 * 24 * 3600_000

/** The certificate that all replicas use: what is in the Secret, or, if that will not do, one that is made and put there. */
export async function settleCertificate(
  line: Line,
  place: SecretPlace,
  issuing: Issuing,
): Promise<Answer<ServingCertificate>> {
  let issued: Promise<ServingCertificate> | undefined
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const { value: secret, failure } = await readSecret(line, place)
    if (failure && failure.status !== 404) return { failure }
    if (secret && isGood(secret, line.timers.now() + (issuing.renewBeforeMs ?? thirtyDaysMs), issuing)) {
      return { value: secret.certificate }
    }
    issued ??= issuing.issue()
    const replaced = await replace(line, place, secret, await issued, issuing)
    if (replaced.failure?.status !== 409) return replaced
  }
  return fail(`the Secret ${place.namespace}/${place.name} is changed by others all the time`)
}

const isGood = ({ certificate }: ReadSecret, at: number, { check }: Issuing): boolean =>
  check(certificate, new Date(at)).length === 0

async function replace(
  line: Line,
  place: SecretPlace,
  secret: ReadSecret | undefined,
  issued: ServingCertificate,
  issuing: Issuing,
): Promise<Answer<ServingCertificate>> {
  const former = secret && isGood(secret, line.timers.now(), issuing) ? secret.certificate : undefined
  const next = former ? withFormerAuthority(issued, former) : issued
  const { failure } = await store(line, place, secret, next)
  if (failure === undefined) {
    issuing.logger.info({ secret: place.name }, 'a new serving certificate is in the Secret')
    return { value: next }
  }
  if (former === undefined || failure.status === 409) return { failure }
  issuing.logger.error({ secret: place.name }, `failed to renew the serving certificate: ${failure.message}`)
  return { value: former }
}

const store = (line: Line, place: SecretPlace, secret: ReadSecret | undefined, certificate: ServingCertificate) =>
  secret === undefined
    ? createSecret(line, place, certificate)
    : updateSecret(line, place, secret.resourceVersion, certificate)

/** Other replicas still serve the former certificate for a while, so that its CA must still be trusted. */
function withFormerAuthority(issued: ServingCertificate, former: ServingCertificate): ServingCertificate {
  const [formerAuthority = ''] = blocksOf(former.authority)
  return { ...issued, authority: [...new Set([...blocksOf(issued.authority), formerAuthority])].join('') }
}

const blocksOf = (pem: string): readonly string[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []).map((block) => `${block}\n`)
