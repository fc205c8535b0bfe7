/** core/v1 Container and EphemeralContainer of k8s.io/api v0.36.1. */
import { bool, type Decoded, fields, int32, list, pointer, pointers, string, stringType, struct } from '../shape.ts'
import { localObjectReference, resourceListShape } from './metadata.ts'
import { lifecycle, probeShape } from './probe.ts'
import { objectFieldSelector, resourceFieldSelector } from './projected-volume.ts'
import { securityContextShape } from './security-context.ts'

export const containerPortShape = struct('v1.ContainerPort', {
  name: string,
  hostIP: string,
  hostPort: int32,
  containerPort: int32,
  protocol: stringType('v1.Protocol'),
})

const envFromSource = struct('v1.EnvFromSource', {
  prefix: string,
  configMapRef: pointer(struct('v1.ConfigMapEnvSource', { optional: pointer(bool) }, localObjectReference)),
  secretRef: pointer(struct('v1.SecretEnvSource', { optional: pointer(bool) }, localObjectReference)),
})

const envVarSource = struct(
  'v1.EnvVarSource',
  pointers({
    fieldRef: objectFieldSelector,
    resourceFieldRef: resourceFieldSelector,
    configMapKeyRef: struct('v1.ConfigMapKeySelector', { key: string, optional: pointer(bool) }, localObjectReference),
    secretKeyRef: struct('v1.SecretKeySelector', { key: string, optional: pointer(bool) }, localObjectReference),
    fileKeyRef: struct('v1.FileKeySelector', {
      ...fields(string, 'volumeName', 'path', 'key'),
      optional: pointer(bool),
    }),
  }),
)

export const envVarShape = struct('v1.EnvVar', { name: string, value: string, valueFrom: pointer(envVarSource) })

export const resourceRequirementsShape = struct('v1.ResourceRequirements', {
  ...fields(resourceListShape, 'limits', 'requests'),
  claims: list(struct('v1.ResourceClaim', { name: string, request: string })),
})

const containerRestartRule = struct('v1.ContainerRestartRule', {
  action: stringType('v1.ContainerRestartRuleAction'),
  exitCodes: pointer(
    struct('v1.ContainerRestartRuleOnExitCodes', {
      operator: stringType('v1.ContainerRestartRuleOnExitCodesOperator'),
      values: list(int32),
    }),
  ),
})

export const volumeMountShape = struct('v1.VolumeMount', {
  ...fields(string, 'name', 'mountPath', 'subPath', 'subPathExpr'),
  readOnly: bool,
  recursiveReadOnly: pointer(stringType('v1.RecursiveReadOnlyMode')),
  mountPropagation: pointer(stringType('v1.MountPropagationMode')),
})

const containerFields = {
  ...fields(string, 'name', 'image', 'workingDir', 'terminationMessagePath'),
  ...fields(list(string), 'command', 'args'),
  ports: list(containerPortShape),
  envFrom: list(envFromSource),
  env: list(envVarShape),
  resources: resourceRequirementsShape,
  resizePolicy: list(
    struct('v1.ContainerResizePolicy', {
      resourceName: stringType('v1.ResourceName'),
      restartPolicy: stringType('v1.ResourceResizeRestartPolicy'),
    }),
  ),
  restartPolicy: pointer(stringType('v1.ContainerRestartPolicy')),
  restartPolicyRules: list(containerRestartRule),
  volumeMounts: list(volumeMountShape),
  volumeDevices: list(struct('v1.VolumeDevice', { name: string, devicePath: string })),
  ...fields(pointer(probeShape), 'livenessProbe', 'readinessProbe', 'startupProbe'),
  lifecycle: pointer(lifecycle),
  terminationMessagePolicy: stringType('v1.TerminationMessagePolicy'),
  imagePullPolicy: stringType('v1.PullPolicy'),
  securityContext: pointer(securityContextShape),
  ...fields(bool, 'stdin', 'stdinOnce', 'tty'),
}

export const containerShape = struct('v1.Container', containerFields)

const ephemeralContainerCommon = struct('v1.EphemeralContainerCommon', containerFields)

export const ephemeralContainer = struct(
  'v1.EphemeralContainer',
  { targetContainerName: string },
  ephemeralContainerCommon,
)

export type ContainerPort = Decoded<typeof containerPortShape>
export type EnvVar = Decoded<typeof envVarShape>
export type ResourceRequirements = Decoded<typeof resourceRequirementsShape>
export type VolumeMount = Decoded<typeof volumeMountShape>
export type Container = Decoded<typeof containerShape>
export type EphemeralContainer = Decoded<typeof ephemeralContainer>
