import type { Snapshot } from './snapshot.ts'

export const queueAnnotation = 'scheduling.volcano.sh/queue-name'

/** The queue that a namespace is annotated with: '' names none, and undefined says nothing. */
export const queueOfNamespace = ({ namespaces }: Partial<Snapshot>, namespace: string): string | undefined =>
  namespaces?.get(namespace)?.metadata?.annotations?.[queueAnnotation]
