import type { Requirement } from '../rule.ts'

/** A pod that is labelled as one of a job's gets what the job's plugins promise only when the job is there. */
export const jobExists: Requirement = {
  id: 'job-exists',
  nature: 'doubtful',
  about: {
    why: 'A pod that is labelled with a job gets what the plugins of that job promise: variables, volumes, hosts. Without the job it gets nothing.',
    fix: 'Leave the label to Volcano, or name a job of the same namespace.',
  },
}

/** Nothing that the user wrote stands in the way of what job plugins put into a pod. */
export const pluginsCanAct: Requirement = {
  id: 'plugins-can-act',
  nature: 'doubtful',
  about: {
    why: 'A plugin can do nothing for the pod, or leaves what the user wrote as it is.',
    fix: 'Each finding names the field and what the plugin would have done.',
  },
}
