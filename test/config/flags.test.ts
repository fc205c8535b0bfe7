import { describe, expect, it } from 'vitest'
import type { FlagType } from '../../src/config/flag.ts'
import { flagToKey, keyToFlag } from '../../src/config/flag-key.ts'
import { flagNames, flags, topics } from '../../src/config/flags.ts'
import { readValue } from '../../src/config/read-value.ts'

/** What `vc-webhook-manager --help` lists: its own flags, those of klog, and help. */
const flagsOfVolcano = [
  ...['admission-conf', 'ca-cert-file', 'enable-healthz', 'enable-queue-allocated-pods-check'],
  ...[
    'enable-root-queue-protection',
    'enabled-admission',
    'feature-gates',
    'graceful-shutdown-time',
    'healthz-address',
  ],
  ...['kube-api-burst', 'kube-api-qps', 'kubeconfig', 'listen-address', 'log-flush-frequency', 'master'],
  ...['max-queue-depth', 'port', 'scheduler-name', 'tls-cert-file', 'tls-private-key-file', 'version'],
  ...['webhook-namespace', 'webhook-service-name', 'webhook-url', 'help'],
  ...['add-dir-header', 'alsologtostderr', 'alsologtostderrthreshold', 'legacy-stderr-threshold-behavior'],
  ...['log-backtrace-at', 'log-dir', 'log-file', 'log-file-max-size', 'logtostderr', 'one-output', 'skip-headers'],
  ...['skip-log-headers', 'stderrthreshold', 'v', 'vmodule'],
]

const isMap = (type: FlagType) => type === 'gates' || type === 'levels'

describe('the flag table', () => {
  it("has every flag of Volcano's server, and says so", () => {
    expect(flagNames.filter((name) => flags[name].upstream).sort()).toEqual(flagsOfVolcano.sort())
  })

  it('has each flag under one topic', () => {
    expect(topics.flatMap((topic) => Object.keys(topic.flags))).toEqual(flagNames)
  })

  it.each(flagNames)('has a sentence on --%s that ends with a full stop', (name) => {
    expect(flags[name].about).toMatch(/^[A-Z].*\.$/)
  })

  it.each(flagNames.filter((name) => flags[name].allowed === undefined))('has an allowed default for --%s', (name) => {
    const { type, default: value } = flags[name]
    const texts = type === 'strings' ? value : [type === 'duration' ? `${value}ms` : isMap(type) ? '' : String(value)]
    expect(readValue(flags[name], { where: `--${name}`, texts })).toEqual({ value, mistakes: [] })
  })
})

describe('the key of a flag in the configuration file', () => {
  it.each([
    ['scheduler-name', 'schedulerName'],
    ['enable-queue-allocated-pods-check', 'enableQueueAllocatedPodsCheck'],
    ['port', 'port'],
    ['v', 'v'],
  ])('of --%s is %s', (name, key) => {
    expect(flagToKey(name)).toBe(key)
  })

  it.each(flagNames)('of --%s leads back to it', (name) => {
    expect(keyToFlag(flagToKey(name))).toBe(name)
  })
})
