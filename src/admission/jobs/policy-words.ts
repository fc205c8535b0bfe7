/** Events that a policy may react to; the job controller knows more for itself. Mirrors jobs/validate: policyEventMap. */
export const events: readonly string[] = [
  '*',
  'JobUpdated',
  'PodEvicted',
  'PodFailed',
  'PodPending',
  'TaskCompleted',
  'TaskFailed',
  'Unknown',
]

/** What a policy may do. Mirrors jobs/validate: policyActionMap. */
export const actions: readonly string[] = [
  'AbortJob',
  'CompleteJob',
  'RestartJob',
  'RestartPartition',
  'RestartPod',
  'RestartTask',
  'ResumeJob',
  'TerminateJob',
]
