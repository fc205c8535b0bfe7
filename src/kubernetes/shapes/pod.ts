/** core/v1 Pod and PodTemplateSpec of k8s.io/api v0.36.1. */
import { bool, type Decoded, fields, int32, int64, list, pointer, string, stringType, struct } from '../shape.ts'
import { affinityShape, tolerationShape, topologySpreadConstraintShape } from './affinity.ts'
import { containerShape, ephemeralContainer, resourceRequirementsShape } from './container.ts'
import { localObjectReference, metadataShape, resourceListShape, stringMap, typeMeta } from './metadata.ts'
import { podStatusShape } from './pod-status.ts'
import { podSecurityContextShape } from './security-context.ts'
import { volumeShape } from './volumes.ts'

export const podSpecShape = struct('v1.PodSpec', {
  volumes: list(volumeShape),
  ...fields(list(containerShape), 'initContainers', 'containers'),
  ephemeralContainers: list(ephemeralContainer),
  restartPolicy: stringType('v1.RestartPolicy'),
  ...fields(pointer(int64), 'terminationGracePeriodSeconds', 'activeDeadlineSeconds'),
  dnsPolicy: stringType('v1.DNSPolicy'),
  nodeSelector: stringMap,
  ...fields(string, 'serviceAccountName', 'serviceAccount', 'nodeName', 'hostname', 'subdomain', 'schedulerName'),
  priorityClassName: string,
  ...fields(pointer(bool), 'automountServiceAccountToken', 'shareProcessNamespace', 'enableServiceLinks'),
  ...fields(pointer(bool), 'setHostnameAsFQDN', 'hostUsers'),
  ...fields(bool, 'hostNetwork', 'hostPID', 'hostIPC'),
  securityContext: pointer(podSecurityContextShape),
  imagePullSecrets: list(localObjectReference),
  affinity: pointer(affinityShape),
  tolerations: list(tolerationShape),
  hostAliases: list(struct('v1.HostAlias', { ip: string, hostnames: list(string) })),
  priority: pointer(int32),
  dnsConfig: pointer(
    struct('v1.PodDNSConfig', {
      ...fields(list(string), 'nameservers', 'searches'),
      options: list(struct('v1.PodDNSConfigOption', { name: string, value: pointer(string) })),
    }),
  ),
  readinessGates: list(struct('v1.PodReadinessGate', { conditionType: stringType('v1.PodConditionType') })),
  ...fields(pointer(string), 'runtimeClassName', 'hostnameOverride'),
  preemptionPolicy: pointer(stringType('v1.PreemptionPolicy')),
  overhead: resourceListShape,
  topologySpreadConstraints: list(topologySpreadConstraintShape),
  os: pointer(struct('v1.PodOS', { name: stringType('v1.OSName') })),
  schedulingGates: list(struct('v1.PodSchedulingGate', { name: string })),
  resourceClaims: list(
    struct('v1.PodResourceClaim', {
      name: string,
      ...fields(pointer(string), 'resourceClaimName', 'resourceClaimTemplateName'),
    }),
  ),
  resources: pointer(resourceRequirementsShape),
  schedulingGroup: pointer(struct('v1.PodSchedulingGroup', { podGroupName: pointer(string) })),
})

export const podTemplateShape = struct('v1.PodTemplateSpec', { metadata: metadataShape, spec: podSpecShape })

export const podShape = struct(
  'v1.Pod',
  { metadata: metadataShape, spec: podSpecShape, status: podStatusShape },
  typeMeta,
)

export type PodSpec = Decoded<typeof podSpecShape>
export type PodTemplate = Decoded<typeof podTemplateShape>
export type Pod = Decoded<typeof podShape>
