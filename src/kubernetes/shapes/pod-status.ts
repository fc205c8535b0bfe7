/** core/v1 PodStatus of k8s.io/api v0.36.1. */
import {
  bool,
  type Decoded,
  fields,
  int32,
  int64,
  list,
  map,
  pointer,
  pointers,
  quantity,
  string,
  stringType,
  struct,
  time,
} from '../shape.ts'
import { resourceRequirementsShape } from './container.ts'
import { resourceListShape } from './metadata.ts'

const podCondition = struct('v1.PodCondition', {
  type: stringType('v1.PodConditionType'),
  observedGeneration: int64,
  status: stringType('v1.ConditionStatus'),
  lastProbeTime: time,
  lastTransitionTime: time,
  reason: string,
  message: string,
})

const containerState = struct(
  'v1.ContainerState',
  pointers({
    waiting: struct('v1.ContainerStateWaiting', { reason: string, message: string }),
    running: struct('v1.ContainerStateRunning', { startedAt: time }),
    terminated: struct('v1.ContainerStateTerminated', {
      exitCode: int32,
      signal: int32,
      ...fields(string, 'reason', 'message', 'containerID'),
      startedAt: time,
      finishedAt: time,
    }),
  }),
)

const volumeMountStatus = struct('v1.VolumeMountStatus', {
  name: string,
  mountPath: string,
  readOnly: bool,
  recursiveReadOnly: pointer(stringType('v1.RecursiveReadOnlyMode')),
  volumeStatus: pointer(
    struct('v1.VolumeStatus', { image: pointer(struct('v1.ImageVolumeStatus', { imageRef: string })) }),
  ),
})

const containerUser = struct('v1.ContainerUser', {
  linux: pointer(struct('v1.LinuxContainerUser', { uid: int64, gid: int64, supplementalGroups: list(int64) })),
})

const resourceStatus = struct('v1.ResourceStatus', {
  name: stringType('v1.ResourceName'),
  resources: list(
    struct('v1.ResourceHealth', {
      resourceID: stringType('v1.ResourceID'),
      health: stringType('v1.ResourceHealthStatus'),
      message: pointer(string),
    }),
  ),
})

const containerStatus = struct('v1.ContainerStatus', {
  ...fields(string, 'name', 'image', 'imageID', 'containerID'),
  ...fields(containerState, 'state', 'lastState'),
  ready: bool,
  restartCount: int32,
  started: pointer(bool),
  allocatedResources: resourceListShape,
  resources: pointer(resourceRequirementsShape),
  volumeMounts: list(volumeMountStatus),
  user: pointer(containerUser),
  allocatedResourcesStatus: list(resourceStatus),
  stopSignal: pointer(stringType('v1.Signal')),
})

export const podStatusShape = struct('v1.PodStatus', {
  observedGeneration: int64,
  phase: stringType('v1.PodPhase'),
  conditions: list(podCondition),
  ...fields(string, 'message', 'reason', 'nominatedNodeName', 'hostIP', 'podIP'),
  hostIPs: list(struct('v1.HostIP', { ip: string })),
  podIPs: list(struct('v1.PodIP', { ip: string })),
  startTime: pointer(time),
  ...fields(list(containerStatus), 'initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'),
  qosClass: stringType('v1.PodQOSClass'),
  resize: stringType('v1.PodResizeStatus'),
  resourceClaimStatuses: list(
    struct('v1.PodResourceClaimStatus', { name: string, resourceClaimName: pointer(string) }),
  ),
  extendedResourceClaimStatus: pointer(
    struct('v1.PodExtendedResourceClaimStatus', {
      requestMappings: list(
        struct('v1.ContainerExtendedResourceRequest', fields(string, 'containerName', 'resourceName', 'requestName')),
      ),
      resourceClaimName: string,
    }),
  ),
  allocatedResources: resourceListShape,
  resources: pointer(resourceRequirementsShape),
  nodeAllocatableResourceClaimStatuses: list(
    struct('v1.NodeAllocatableResourceClaimStatus', {
      resourceClaimName: string,
      containers: list(string),
      resources: map(quantity, 'map[v1.ResourceName]resource.Quantity'),
    }),
  ),
})

export type PodStatus = Decoded<typeof podStatusShape>
