import { fields, int32, list, map, string, struct, time } from '../../kubernetes/shape.ts'

/** What is read of a job to know its companions. */
export const companionJob = struct('v1alpha1.Job', {
  metadata: struct('v1.ObjectMeta', { ...fields(string, 'name', 'namespace', 'uid'), deletionTimestamp: time }),
  spec: struct('v1alpha1.JobSpec', {
    plugins: map(list(string)),
    tasks: list(
      struct('v1alpha1.TaskSpec', {
        name: string,
        replicas: int32,
        template: struct('v1.PodTemplateSpec', { spec: struct('v1.PodSpec', fields(string, 'hostname', 'subdomain')) }),
      }),
    ),
  }),
  status: struct('v1alpha1.JobStatus', {
    state: struct('v1alpha1.JobState', { phase: string }),
    controlledResources: map(string),
  }),
})
