import type { FlagTable } from '../flag.ts'

/** What the server takes on, and how it stops. */
export const limitFlags = {
  'max-request-bytes': {
    type: 'int',
    default: 7 * 1024 * 1024,
    upstream: false,
    unit: 'bytes',
    minimum: 1,
    about: 'Largest review that is read. An update carries two objects of up to 3 MiB each; the default is 7 MiB.',
  },
  'max-requests-in-flight': {
    type: 'int',
    default: 64,
    upstream: false,
    unit: 'requests',
    minimum: 1,
    about: 'How many reviews are worked on at once; more are answered with 503.',
  },
  'max-event-loop-delay': {
    type: 'duration',
    default: 1_000,
    upstream: false,
    minimum: 0,
    about:
      'While everything waits so long for its turn, reviews are answered with 503 instead of too late. `0s` switches it off.',
  },
  'max-memory-percent': {
    type: 'int',
    default: 90,
    upstream: false,
    unit: 'percent of the memory that the container may have',
    minimum: 0,
    maximum: 100,
    about:
      'From so much resident memory on, after garbage was collected, reviews are answered with 503 before the process is killed. `0` switches it off.',
  },
  'request-timeout': {
    type: 'duration',
    default: 10_000,
    upstream: false,
    minimum: 1,
    about: 'Longest time for one review. The API server usually names a shorter one, which then counts.',
  },
  'shutdown-delay': {
    type: 'duration',
    default: 5_000,
    upstream: false,
    minimum: 0,
    about: 'How long the server keeps answering after SIGTERM, until the cluster has stopped sending requests.',
  },
  'graceful-shutdown-time': {
    type: 'duration',
    default: 30_000,
    upstream: true,
    minimum: 0,
    about: 'How long open requests may take after that before they are cut off.',
  },
} as const satisfies FlagTable
