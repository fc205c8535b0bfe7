import type { Queue } from '../../kubernetes/shapes/queue.ts'

export const nameOf = ({ metadata }: Queue): string => metadata?.name ?? ''

export const parentOf = ({ spec }: Queue): string => spec?.parent ?? ''

/** Whether a parent of that name is the root of all queues, which need not be named. */
export const isRoot = (parent: string): boolean => parent === '' || parent === 'root'
