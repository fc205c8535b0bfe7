import { parseGoFlags } from '../../../kubernetes/go-flags.ts'
import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { taskOf } from '../../../plugins/hosts.ts'
import { ray } from '../../../plugins/ray/ray.ts'
import { listed, notFound } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

const parts = [
  ['head', 'headContainer'],
  ['worker', 'workerContainer'],
] as const

/** The container in which Ray is to start is there, in the task of the head and in that of the workers. */
export const rayContainersExist: JobRule = {
  id: 'ray-containers-exist',
  nature: 'doubtful',
  about: {
    why: 'ray starts Ray in the container of this name and nowhere else. Without it the pods run, but not as a cluster.',
    fix: 'Give the container that name, or name it with `--headContainer` or `--workerContainer`.',
  },
  reads: [],
  check({ object }) {
    const given = object.spec?.plugins ?? {}
    if (!Object.hasOwn(given, 'ray')) return []
    const args = given.ray ?? []
    const { values } = parseGoFlags(ray.flags, args)
    return parts.flatMap(([role, flag]) => {
      const task = taskOf(object, String(values[role]))
      const containers = task?.template?.spec?.containers ?? []
      if (task === undefined || containers.some(({ name = '' }) => name === values[flag])) return []
      const names = listed(containers.map(({ name = '' }) => name))
      const sentence = `the task "${task.name ?? ''}" has no container of this name, so ray starts nothing there; name one with --${flag} (${names})`
      return [notFound(fieldOfFlag(ray, args, flag), String(values[flag]), sentence)]
    })
  },
}
