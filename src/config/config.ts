import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { PluginChoices } from './choose-plugins.ts'
import type { FeatureGates } from './feature-gates.ts'
import type { HostVariableMode } from './host-variable-modes.ts'
import type { LogLevel } from './log-level.ts'
import type { RuleLevel, RulePreset } from './rule-levels.ts'

/** Host and port to listen on; an empty host means all interfaces. */
export type Address = Readonly<{ host: string; port: number }>

/** Where the certificate of the server comes from. */
export type CertificateSource =
  | Readonly<{ from: 'files'; caCertFile: string; certFile: string; keyFile: string }>
  /** A folder in which a self-made certificate is kept. */
  | Readonly<{ from: 'folder'; folder: string }>
  /** A Secret of the cluster in which a CA is kept that signs certificates of the server's own making. */
  | Readonly<{ from: 'secret'; namespace: string; name: string; lifetime: number; authorityLifetime: number }>
  /** A self-made certificate that ends with the process: there is neither folder nor cluster. */
  | Readonly<{ from: 'memory' }>

/** How the server looks after the objects that job plugins need. */
export type Companions = Readonly<{
  mode: 'auto' | 'on'
  /** rsa, ed25519 or ecdsa. */
  sshKeyType: string
  /** Where the replicas agree on which of them writes. */
  namespace: string
}>

/** What the decisions depend on. */
export type Decisions = Readonly<{
  /** At least one. */
  schedulerNames: readonly string[]
  maxQueueDepth: number
  enableRootQueueProtection: boolean
  enableQueueAllocatedPodsCheck: boolean
  featureGates: FeatureGates
  /** Of jobs that name none. */
  defaultQueue: string
  namespaceQueues: boolean
  rulePreset: RulePreset
  /** Of the rules that have another level than in the preset, by their ids. */
  ruleLevels: ReadonlyMap<string, RuleLevel>
  plugins: PluginChoices
  publishNotReadyAddresses: boolean
  explicitZeroes: 'upstream' | 'kept'
  /** Undefined when the flag does not tell. */
  kubernetesVersion: KubernetesVersion | undefined
  hostVariables: HostVariableMode
  maxObjectBytes: number
}>

/** All settings, grouped by who needs them. Every duration is in milliseconds; an empty text means not set. */
export type Config = Readonly<{
  /** Paths of the webhooks to serve, in order. */
  enabledAdmission: readonly string[]
  /** Files and folders that stand in for the cluster; with none, the cluster is used. */
  objects: readonly string[]
  listen: Address & Readonly<{ healthz: Address | undefined }>
  tls: CertificateSource
  /** How the API server reaches this server. */
  webhook: Readonly<{ namespace: string; serviceName: string; url: string }>
  cluster: Readonly<{
    master: string
    kubeconfig: string
    requestsPerSecond: number
    burst: number
    lookUpTimeout: number
  }>
  decisions: Decisions
  /** Path of the resource group file, which is read and watched apart. */
  admissionConf: string
  /** Undefined when they are off. */
  companions: Companions | undefined
  limits: Readonly<{
    maxRequestBytes: number
    maxRequestsInFlight: number
    requestTimeout: number
    /** 0 switches either off. */
    maxEventLoopDelay: number
    maxMemoryPercent: number
  }>
  shutdown: Readonly<{ delay: number; gracefulTime: number }>
  log: Readonly<{ level: LogLevel }>
  /** URL to which spans go; empty when there are none. */
  otlpEndpoint: string
}>
