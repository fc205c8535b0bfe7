import type { CertificateSource } from './config.ts'
import type { FlagName, FlagValues } from './flags.ts'

const fileFlags = ['tls-cert-file', 'tls-private-key-file', 'ca-cert-file'] as const satisfies readonly FlagName[]

/**
 * Decides where the certificate comes from: three PEM files, or a folder, or else the server makes its own and keeps it in a
 * Secret; in memory when manifests stand in for the cluster.
 */
export function chooseCertificateSource(
  values: FlagValues,
): Readonly<{ source: CertificateSource; mistakes: readonly string[] }> {
  const source = sourceOf(values)
  const missing = fileFlags.filter((name) => values[name] === '')
  return { source, mistakes: [...findIncomplete(values, missing), ...findMissingNames(values, source)] }
}

function sourceOf(values: FlagValues): CertificateSource {
  const folder = values['certificate-folder']
  if (values['tls-cert-file'] !== '')
    return {
      from: 'files',
      caCertFile: values['ca-cert-file'],
      certFile: values['tls-cert-file'],
      keyFile: values['tls-private-key-file'],
    }
  if (folder !== '') return { from: 'folder', folder }
  if (values.objects.length > 0) return { from: 'memory' }
  return {
    from: 'secret',
    namespace: values['webhook-namespace'],
    name: values['certificate-secret'],
    lifetime: values['certificate-lifetime'],
    authorityLifetime: values['certificate-authority-lifetime'],
  }
}

function findIncomplete(values: FlagValues, missing: readonly FlagName[]): readonly string[] {
  if (missing.length === fileFlags.length) return []
  const all = fileFlags.map((name) => `--${name}`).join(', ')
  return [
    ...missing.map((name) => `--${name} is not set: give all of ${all}, or none of them`),
    ...(values['certificate-folder'] === ''
      ? []
      : [`--certificate-folder: ${values['certificate-folder']} cannot go with ${all}: give the files or the folder`]),
  ]
}

/** A self-made certificate needs a place in the cluster, and a name to be made for. */
function findMissingNames(values: FlagValues, source: CertificateSource): readonly string[] {
  const namespace = values['webhook-namespace']
  const name = values['webhook-service-name'] || values['webhook-url']
  if (source.from !== 'secret' || namespace + name === '') return []
  const why = 'the server makes its own certificate when neither --tls-cert-file nor --certificate-folder is given'
  return [
    ...(namespace === '' ? [`--webhook-namespace is not set: ${why}, and keeps it in a Secret there`] : []),
    ...(name === '' ? [`--webhook-service-name is not set: ${why}, and makes it for that name`] : []),
  ]
}
