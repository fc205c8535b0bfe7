import type { Container, ContainerPort, EnvVar } from '../../src/kubernetes/shapes/container.ts'
import type { Pod, PodSpec } from '../../src/kubernetes/shapes/pod.ts'
import type { Volume } from '../../src/kubernetes/shapes/volumes.ts'

/**
 * The pod as an API server sends it to webhooks and stores it: with the defaults of Kubernetes 1.36 and of its built-in
 * admission. Only those that the recorded pods have.
 */
export function asStored({ spec = {}, ...pod }: Pod): Pod {
  const { hostNetwork = false, serviceAccountName, tolerations = [], containers, initContainers, volumes } = spec
  const store = (container: Container) => storedContainer(container, hostNetwork)
  return {
    ...pod,
    spec: {
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      securityContext: {},
      priority: 0,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      ...(serviceAccountName === undefined ? {} : { serviceAccount: serviceAccountName }),
      ...spec,
      tolerations: [...tolerations, ...forUnreachableNodes(tolerations)],
      ...(containers && { containers: containers.map(store) }),
      ...(initContainers && { initContainers: initContainers.map(store) }),
      ...(volumes && { volumes: volumes.map(storedVolume) }),
    },
  }
}

const forUnreachableNodes = (present: NonNullable<PodSpec['tolerations']>) =>
  ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter((key) => !present.some((toleration) => toleration.key === key))
    .map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))

function storedContainer({ env, ports, resources = {}, livenessProbe, ...container }: Container, hostNetwork: boolean) {
  const { limits, requests } = resources
  return {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    ...container,
    resources: { ...resources, ...(limits && { requests: { ...limits, ...requests } }) },
    ...(env && { env: env.map(storedVariable) }),
    ...(ports && { ports: ports.map((port) => storedPort(port, hostNetwork)) }),
    ...(livenessProbe && {
      livenessProbe: {
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
        ...livenessProbe,
      },
    }),
  }
}

/** An empty value is none. */
function storedVariable({ value, ...variable }: EnvVar): EnvVar {
  const { fieldRef } = variable.valueFrom ?? {}
  return {
    ...variable,
    ...(value && { value }),
    ...(fieldRef && { valueFrom: { fieldRef: { apiVersion: 'v1', ...fieldRef } } }),
  }
}

const storedPort = (port: ContainerPort, hostNetwork: boolean): ContainerPort => ({
  protocol: 'TCP',
  ...(hostNetwork && port.containerPort !== undefined && { hostPort: port.containerPort }),
  ...port,
})

const storedVolume = (volume: Volume): Volume =>
  volume.configMap === undefined ? volume : { ...volume, configMap: { defaultMode: 0o644, ...volume.configMap } }
