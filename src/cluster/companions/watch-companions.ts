import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { Companion } from '../../plugins/companion.ts'
import type { Logger } from '../logger.ts'
import { project } from '../project.ts'
import { createReflector, type Reflector } from '../reflector.ts'
import { resources } from '../resources.ts'
import type { Line } from '../send-within.ts'
import { createStore, type Store } from '../store.ts'
import { companionJob } from './companion-job.ts'
import { companionKinds, type KeptCompanion, keptCompanion, onlyCompanions } from './companion-kinds.ts'

type Watching = Readonly<{
  line: Line
  logger: Logger
  /** From 0 to 1. */
  random: () => number
  /** Something has changed that the job of the key depends on. */
  onChange: (key: string) => void
  /** A job has gone. */
  onGone: (uid: string) => void
}>

export type WatchedCompanions = Readonly<{
  findJob: (key: string) => Job | undefined
  findCompanion: (companion: Companion) => KeptCompanion | undefined
  keys: () => readonly string[]
  /** Resolves when everything is there for the first time. */
  filled: Promise<unknown>
  /** Follows jobs and companions until the line's signal is aborted. */
  run: () => Promise<unknown>
}>

/** The jobs, and the companions that were made here. */
export function watchCompanions({ line, logger, random, onChange, onGone }: Watching): WatchedCompanions {
  const { client, timers, signal } = line
  const jobs = createStore<Job>(keyOfJob)
  const jobReflector = createReflector<Job>({
    ...{ client, logger, timers, random, resource: resources.jobs },
    keep: (object) => project(companionJob, object) as Job,
    store: told(
      jobs,
      (job) => onChange(keyOfJob(job)),
      ({ metadata }) => onGone(metadata?.uid ?? ''),
    ),
  })
  const ownersChange = ({ namespace, owners }: KeptCompanion) => {
    for (const { kind, name } of owners) if (kind === 'Job') onChange(`${namespace}/${name}`)
  }
  const companions = new Map<string, FullStore<KeptCompanion>>()
  const reflectors: readonly Reflector[] = companionKinds.map((resource) => {
    const store = createStore<KeptCompanion>(keyOfCompanion)
    companions.set(resource.kind, store)
    return createReflector<KeptCompanion>({
      ...{ client: onlyCompanions(client), logger, timers, random, resource },
      keep: (object) => keptCompanion(resource, object),
      store: told(store, ownersChange, ownersChange),
    })
  })
  const all = [jobReflector, ...reflectors]
  return {
    findJob: jobs.find,
    findCompanion: ({ kind, metadata }) => companions.get(kind)?.find(keyOfCompanion(metadata)),
    keys: () => [...jobs.all()].map(keyOfJob),
    filled: Promise.all(all.map(({ filled }) => filled)),
    run: () => Promise.all(all.map(({ run }) => run(signal))),
  }
}

const keyOfJob = ({ metadata }: Job): string => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`
const keyOfCompanion = ({ namespace, name }: Companion['metadata'] | KeptCompanion): string => `${namespace}/${name}`

type FullStore<Content> = ReturnType<typeof createStore<Content>>

/** A store that tells of each object that comes or changes, and of each that goes. */
const told = <Content>(
  store: FullStore<Content>,
  onPut: (object: Content) => void,
  onRemove: (object: Content) => void,
): Store<Content> => ({
  size: store.size,
  put(object) {
    store.put(object)
    onPut(object)
  },
  remove(object) {
    store.remove(object)
    onRemove(object)
  },
  replaceAll(objects) {
    const before = [...store.all()]
    store.replaceAll(objects)
    for (const object of before) onRemove(object)
    for (const object of store.all()) onPut(object)
  },
})
