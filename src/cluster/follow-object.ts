import { backOffMs } from './back-off.ts'
import { pause } from './timers.ts'
import { type Watching, watchFrom } from './watch.ts'

type Following = Omit<Watching, 'onEvent' | 'resourceVersion' | 'fieldSelector'> &
  Readonly<{
    name: string
    onChange: () => void
    /** Hears why the object cannot be watched, once until it can be watched again. */
    onFailure: (message: string) => void
  }>

/** A watch that lived so long shows that all is well again. */
const steadyMs = 30_000

/** Tells of each change of one object of the collection, and of what may have been missed. Ends with the signal. */
export async function followObject({ name, onChange, onFailure, ...following }: Following): Promise<void> {
  const { timers, random, signal } = following
  let failures = 0
  while (!signal.aborted) {
    const { failure, livedMs } = await watchFrom({
      ...following,
      fieldSelector: `metadata.name=${name}`,
      resourceVersion: '0',
      onEvent: ({ type }) => {
        if (type !== 'bookmark') onChange()
      },
    })
    failures = failure === undefined || livedMs >= steadyMs ? 0 : failures + 1
    if (failures === 1 && failure?.status !== undefined && !signal.aborted) onFailure(failure.message)
    if (failures > 0) await pause(timers, backOffMs(failures, random()), signal)
  }
}
