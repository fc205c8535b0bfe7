/** core/v1 Probe and Lifecycle of k8s.io/api v0.36.1. */
import {
  type Decoded,
  fields,
  int32,
  int64,
  intOrString,
  list,
  pointer,
  pointers,
  string,
  stringType,
  struct,
} from '../shape.ts'

const execAction = struct('v1.ExecAction', { command: list(string) })

const httpGetAction = struct('v1.HTTPGetAction', {
  path: string,
  host: string,
  port: intOrString,
  scheme: stringType('v1.URIScheme'),
  httpHeaders: list(struct('v1.HTTPHeader', { name: string, value: string })),
})

const tcpSocketAction = struct('v1.TCPSocketAction', { port: intOrString, host: string })

const probeHandler = struct(
  'v1.ProbeHandler',
  pointers({
    exec: execAction,
    httpGet: httpGetAction,
    tcpSocket: tcpSocketAction,
    grpc: struct('v1.GRPCAction', { port: int32, service: pointer(string) }),
  }),
)

export const probeShape = struct(
  'v1.Probe',
  {
    ...fields(int32, 'initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold'),
    failureThreshold: int32,
    terminationGracePeriodSeconds: pointer(int64),
  },
  probeHandler,
)

const lifecycleHandler = struct(
  'v1.LifecycleHandler',
  pointers({
    exec: execAction,
    httpGet: httpGetAction,
    tcpSocket: tcpSocketAction,
    sleep: struct('v1.SleepAction', { seconds: int64 }),
  }),
)

export const lifecycle = struct(
  'v1.Lifecycle',
  pointers({ ...fields(lifecycleHandler, 'postStart', 'preStop'), stopSignal: stringType('v1.Signal') }),
)

export type Probe = Decoded<typeof probeShape>
export type Lifecycle = Decoded<typeof lifecycle>
