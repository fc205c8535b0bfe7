import { describe, expect, it } from 'vitest'
import { decode } from '../../src/kubernetes/decode.ts'
import { jobShape } from '../../src/kubernetes/shapes/volcano-job.ts'

const withTask = (task: unknown) => ({ spec: { tasks: [task] } })
const withPodSpec = (spec: unknown) => withTask({ template: { spec } })
const withContainer = (container: unknown) => withPodSpec({ containers: [container] })

const inTask = 'spec.tasks[0]'
const inContainer = 'spec.tasks[0].template.spec.containers[0]'
const wrongQuantity = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

describe('Volcano refuses a job with', () => {
  it.each<[string, unknown, string, unknown, string]>([
    [
      'replicas beyond int32',
      withTask({ replicas: 2147483648 }),
      `${inTask}.replicas`,
      2147483648,
      'json: cannot unmarshal number 2147483648 into Go struct field TaskSpec.spec.tasks.replicas of type int32',
    ],
    [
      'a text for the arguments of a plugin',
      { spec: { plugins: { svc: 'x' } } },
      'spec.plugins[svc]',
      'x',
      'json: cannot unmarshal string into Go struct field JobSpec.spec.plugins of type []string',
    ],
    [
      'a number for an argument of a plugin',
      { spec: { plugins: { svc: [1] } } },
      'spec.plugins[svc][0]',
      1,
      'json: cannot unmarshal number into Go struct field JobSpec.spec.plugins of type string',
    ],
    [
      'a list for the plugins',
      { spec: { plugins: ['svc'] } },
      'spec.plugins',
      ['svc'],
      'json: cannot unmarshal array into Go struct field JobSpec.spec.plugins of type map[string][]string',
    ],
    [
      'a text for minAvailable',
      { spec: { minAvailable: 'three' } },
      'spec.minAvailable',
      'three',
      'json: cannot unmarshal string into Go struct field JobSpec.spec.minAvailable of type int32',
    ],
    [
      'a fraction for minAvailable',
      { spec: { minAvailable: 1.5 } },
      'spec.minAvailable',
      1.5,
      'json: cannot unmarshal number 1.5 into Go struct field JobSpec.spec.minAvailable of type int32',
    ],
    [
      'minAvailable beyond int32',
      { spec: { minAvailable: 4294967296 } },
      'spec.minAvailable',
      4294967296,
      'json: cannot unmarshal number 4294967296 into Go struct field JobSpec.spec.minAvailable of type int32',
    ],
    [
      'an object for the tasks',
      { spec: { tasks: {} } },
      'spec.tasks',
      {},
      'json: cannot unmarshal object into Go struct field JobSpec.spec.tasks of type []v1alpha1.TaskSpec',
    ],
    [
      'a text for a task',
      withTask('a'),
      inTask,
      'a',
      'json: cannot unmarshal string into Go struct field JobSpec.spec.tasks of type v1alpha1.TaskSpec',
    ],
    [
      'a number for the name of a task',
      withTask({ name: 5 }),
      `${inTask}.name`,
      5,
      'json: cannot unmarshal number into Go struct field TaskSpec.spec.tasks.name of type string',
    ],
    [
      'a number for the queue',
      { spec: { queue: 5 } },
      'spec.queue',
      5,
      'json: cannot unmarshal number into Go struct field JobSpec.spec.queue of type string',
    ],
    [
      'an object for the containers',
      withPodSpec({ containers: {} }),
      `${inTask}.template.spec.containers`,
      {},
      'json: cannot unmarshal object into Go struct field PodSpec.spec.tasks.template.spec.containers of type []v1.Container',
    ],
    [
      'a word for cpus',
      withContainer({ resources: { requests: { cpu: 'lots' } } }),
      `${inContainer}.resources.requests[cpu]`,
      'lots',
      wrongQuantity,
    ],
    [
      'nothing for cpus',
      withContainer({ resources: { requests: { cpu: '' } } }),
      `${inContainer}.resources.requests[cpu]`,
      '',
      wrongQuantity,
    ],
    [
      'a switch for cpus',
      withContainer({ resources: { limits: { cpu: true } } }),
      `${inContainer}.resources.limits[cpu]`,
      true,
      wrongQuantity,
    ],
    [
      'a text for a port',
      withContainer({ ports: [{ containerPort: '80' }] }),
      `${inContainer}.ports[0].containerPort`,
      '80',
      'json: cannot unmarshal string into Go struct field ContainerPort.spec.tasks.template.spec.containers.ports.containerPort of type int32',
    ],
    [
      'a number for an environment variable',
      withContainer({ env: [{ name: 'A', value: 1 }] }),
      `${inContainer}.env[0].value`,
      1,
      'json: cannot unmarshal number into Go struct field EnvVar.spec.tasks.template.spec.containers.env.value of type string',
    ],
    [
      'a switch for an environment variable',
      withContainer({ env: [{ name: 'A', value: true }] }),
      `${inContainer}.env[0].value`,
      true,
      'json: cannot unmarshal bool into Go struct field EnvVar.spec.tasks.template.spec.containers.env.value of type string',
    ],
    [
      'a word for a duration',
      { spec: { runningEstimate: 'soon' } },
      'spec.runningEstimate',
      'soon',
      'time: invalid duration "soon"',
    ],
    [
      'a number for a duration',
      { spec: { runningEstimate: 5 } },
      'spec.runningEstimate',
      5,
      'json: cannot unmarshal number into Go struct field JobSpec.spec.runningEstimate of type string',
    ],
    [
      'a word for the timeout of a policy',
      { spec: { policies: [{ timeout: 'x' }] } },
      'spec.policies[0].timeout',
      'x',
      'time: invalid duration "x"',
    ],
    [
      'a text for an exit code',
      { spec: { policies: [{ exitCode: '3' }] } },
      'spec.policies[0].exitCode',
      '3',
      'json: cannot unmarshal string into Go struct field LifecyclePolicy.spec.policies.exitCode of type int32',
    ],
    [
      'a text for a volume',
      { spec: { volumes: ['x'] } },
      'spec.volumes[0]',
      'x',
      'json: cannot unmarshal string into Go struct field JobSpec.spec.volumes of type v1alpha1.VolumeSpec',
    ],
    [
      'a word for storage',
      { spec: { volumes: [{ volumeClaim: { resources: { requests: { storage: 'much' } } } }] } },
      'spec.volumes[0].volumeClaim.resources.requests[storage]',
      'much',
      wrongQuantity,
    ],
    [
      'a switch for the port of a probe',
      withContainer({ livenessProbe: { httpGet: { port: true } } }),
      `${inContainer}.livenessProbe.httpGet.port`,
      true,
      'json: cannot unmarshal bool into Go struct field HTTPGetAction.spec.tasks.template.spec.containers.livenessProbe.ProbeHandler.httpGet.port of type int32',
    ],
    [
      'a text for the spec',
      { spec: 'x' },
      'spec',
      'x',
      'json: cannot unmarshal string into Go struct field Job.spec of type v1alpha1.JobSpec',
    ],
    [
      'a number for a label',
      withTask({ template: { metadata: { labels: { a1: 5 } } } }),
      `${inTask}.template.metadata.labels[a1]`,
      5,
      'json: cannot unmarshal number into Go struct field ObjectMeta.spec.tasks.template.metadata.labels of type string',
    ],
    [
      'a number for a named string',
      withContainer({ imagePullPolicy: 1 }),
      `${inContainer}.imagePullPolicy`,
      1,
      'json: cannot unmarshal number into Go struct field Container.spec.tasks.template.spec.containers.imagePullPolicy of type v1.PullPolicy',
    ],
    [
      'a text in an embedded struct',
      withPodSpec({ volumes: [{ configMap: 'x' }] }),
      `${inTask}.template.spec.volumes[0].configMap`,
      'x',
      'json: cannot unmarshal string into Go struct field Volume.spec.tasks.template.spec.volumes.VolumeSource.configMap of type v1.ConfigMapVolumeSource',
    ],
    [
      'a number for the name of a ConfigMap',
      withPodSpec({ volumes: [{ configMap: { name: 1 } }] }),
      `${inTask}.template.spec.volumes[0].configMap.name`,
      1,
      'json: cannot unmarshal number into Go struct field ConfigMapVolumeSource.spec.tasks.template.spec.volumes.VolumeSource.configMap.LocalObjectReference.name of type string',
    ],
    [
      'a word for a time',
      { metadata: { creationTimestamp: 'now' } },
      'metadata.creationTimestamp',
      'now',
      'parsing time "now" as "2006-01-02T15:04:05Z07:00": cannot parse "now" as "2006"',
    ],
    ['a text for all of it', 'x', '', 'x', 'json: cannot unmarshal string into Go value of type v1alpha1.Job'],
  ])('%s', (_, job, path, value, message) => {
    expect(decode(jobShape, job).mistakes).toEqual([{ path, value, message }])
  })
})
