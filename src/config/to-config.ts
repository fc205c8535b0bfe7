import { parseAddress } from './address.ts'
import { chooseCertificateSource } from './certificate-source.ts'
import { chooseDecisions } from './choose-decisions.ts'
import { chooseCompanions } from './companions.ts'
import type { Config } from './config.ts'
import { checkEnabledAdmission } from './enabled-admission.ts'
import type { FlagValues } from './flags.ts'
import { chooseLogLevel } from './log-level.ts'
import { findEndpointMistakes } from './otlp-endpoint.ts'
import { quote } from './quote.ts'

export type CheckedConfig = Readonly<{ config: Config; mistakes: readonly string[]; warnings: readonly string[] }>

/** What there is that flags can name: paths of webhooks, and ids of rules. */
export type Known = Readonly<{ paths: readonly string[]; rules: readonly string[] }>

/** Groups the values of all flags by who needs them, and makes the checks that go beyond one value. */
export function toConfig(values: FlagValues, known: Known): CheckedConfig {
  const admission = checkEnabledAdmission(values['enabled-admission'], known.paths)
  const certificate = chooseCertificateSource(values)
  const companions = chooseCompanions(values)
  const decisions = chooseDecisions(values, known.rules)
  const healthz = parseAddress(values['healthz-address'])
  return {
    config: {
      enabledAdmission: admission.served,
      objects: values.objects,
      listen: {
        host: values['listen-address'],
        port: values.port,
        healthz: values['enable-healthz'] ? healthz : undefined,
      },
      tls: certificate.source,
      webhook: {
        namespace: values['webhook-namespace'],
        serviceName: values['webhook-service-name'],
        url: values['webhook-url'],
      },
      cluster: {
        master: values.master,
        kubeconfig: values.kubeconfig,
        requestsPerSecond: values['kube-api-qps'],
        burst: values['kube-api-burst'],
        lookUpTimeout: values['lookup-timeout'],
      },
      decisions: decisions.decisions,
      admissionConf: values['admission-conf'],
      companions: companions.companions,
      limits: {
        maxRequestBytes: values['max-request-bytes'],
        maxRequestsInFlight: values['max-requests-in-flight'],
        requestTimeout: values['request-timeout'],
        maxEventLoopDelay: values['max-event-loop-delay'],
        maxMemoryPercent: values['max-memory-percent'],
      },
      shutdown: { delay: values['shutdown-delay'], gracefulTime: values['graceful-shutdown-time'] },
      log: { level: chooseLogLevel(values['log-level'], values.v) },
      otlpEndpoint: values['otlp-endpoint'],
    },
    mistakes: [
      ...(healthz === undefined ? [describeAddress(values['healthz-address'])] : []),
      ...certificate.mistakes,
      ...companions.mistakes,
      ...findEndpointMistakes(values['otlp-endpoint']),
      ...findMissingWebhook(values),
      ...admission.mistakes,
      ...decisions.mistakes,
    ],
    warnings: [...admission.warnings, ...decisions.warnings],
  }
}

const describeAddress = (address: string): string =>
  `--healthz-address: invalid value ${quote(address)}: must be host:port, such as :11251 or 127.0.0.1:11251`

/** Volcano's server does not start without any of the three; with manifests instead of a cluster nobody calls it by them. */
function findMissingWebhook(values: FlagValues): readonly string[] {
  const given = values['webhook-url'] + values['webhook-namespace'] + values['webhook-service-name']
  if (given !== '' || values.objects.length > 0) return []
  return [
    "failed to start webhooks as both 'url' and 'namespace/name' of webhook are empty: set --webhook-namespace and --webhook-service-name, or --webhook-url",
  ]
}
