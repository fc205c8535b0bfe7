import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { podOfTask } from '../../src/admission/jobs/pod-of-task.ts'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import type { Creation } from './load.ts'

/** What a cluster is asked for while jobs run: new jobs, and pods of a job that is there. Call it before webhooks are. */
export async function prepareJobLoad(controlPlane: ControlPlane): Promise<readonly Creation[]> {
  await createQueue(controlPlane, 'default')
  const namespace = await createNamespace(controlPlane)
  const { metadata, ...job } = parse(readFileSync('examples/tensorflow.yaml', 'utf8'))
  const created = await createObject(controlPlane, { ...job, metadata: { ...metadata, namespace } })
  const stored = JSON.parse(stdoutOf(created))
  const pod = podOfTask(stored, { ...stored.spec.tasks[1] }, 0)
  const jobs = { path: `/apis/batch.volcano.sh/v1alpha1/namespaces/${namespace}/jobs`, object: job }
  const pods = { path: `/api/v1/namespaces/${namespace}/pods`, object: { ...pod } }
  return [jobs, pods, jobs, pods]
}
