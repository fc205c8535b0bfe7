import { randomUUID } from 'node:crypto'
import { type CommandResult, stdoutOf } from './run-command.ts'
import type { ControlPlane } from './start.ts'

type KubernetesObject = Readonly<{ apiVersion: string; kind: string; [field: string]: unknown }>

/** Creates an object as `kubectl create` does. Its result is JSON of the stored object, or the API server's complaint. */
export const createObject = (
  { kubectl }: ControlPlane,
  object: KubernetesObject,
  flags: readonly string[] = [],
): Promise<CommandResult> => kubectl(['create', '-f', '-', '-o', 'json', ...flags], { input: JSON.stringify(object) })

/** Creates a job of one pod, about which nothing is special but what `metadata` says. */
export const createJob = (controlPlane: ControlPlane, metadata: object): Promise<CommandResult> =>
  createObject(controlPlane, {
    apiVersion: 'batch.volcano.sh/v1alpha1',
    kind: 'Job',
    metadata: { namespace: 'default', ...metadata },
    spec: { tasks: [{ name: 'main', replicas: 1, template: {} }] },
  })

/** Creates a pod of one container, about which nothing else is special. */
export const createPod = (
  controlPlane: ControlPlane,
  metadata: object = {},
  spec: object = {},
): Promise<CommandResult> =>
  createObject(controlPlane, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'default', generateName: 'pod-', ...metadata },
    spec: { containers: [{ name: 'main', image: 'busybox' }], ...spec },
  })

/** Creates a namespace with a name of its own, so that tests need not clean up, and returns the name. */
export async function createNamespace(
  controlPlane: ControlPlane,
  metadata: Readonly<{
    labels?: Readonly<Record<string, string>>
    annotations?: Readonly<Record<string, string>>
  }> = {},
): Promise<string> {
  const name = `test-${randomUUID().slice(0, 8)}`
  stdoutOf(await createObject(controlPlane, { apiVersion: 'v1', kind: 'Namespace', metadata: { ...metadata, name } }))
  return name
}

/**
 * Creates a queue and gives it a status, which Volcano's controller would do: `{ state: 'Open' }` unless told otherwise.
 */
export async function createQueue(
  controlPlane: ControlPlane,
  name: string,
  spec: Readonly<Record<string, unknown>> = {},
  status: Readonly<Record<string, unknown>> = { state: 'Open' },
): Promise<void> {
  const queue = { apiVersion: 'scheduling.volcano.sh/v1beta1', kind: 'Queue', metadata: { name }, spec }
  stdoutOf(await createObject(controlPlane, queue))
  await patchStatus(controlPlane, ['queues.scheduling.volcano.sh', name], status)
}

/** Merges fields into the status of an object, as its controller would. `resource` is type, name and flags of kubectl. */
export async function patchStatus(
  { kubectl }: ControlPlane,
  resource: readonly string[],
  status: Readonly<Record<string, unknown>>,
): Promise<void> {
  stdoutOf(
    await kubectl(['patch', ...resource, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })]),
  )
}
