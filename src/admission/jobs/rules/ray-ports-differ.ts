import { parseGoFlags } from '../../../kubernetes/go-flags.ts'
import { fieldOfFlag } from '../../../plugins/arguments/field-of-flag.ts'
import { toPort } from '../../../plugins/port.ts'
import { ray } from '../../../plugins/ray/ray.ts'
import { duplicate } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** The three ports of a Ray head are three numbers: its Service has all of them. */
export const rayPortsDiffer: JobRule = {
  id: 'ray-ports-differ',
  nature: 'impossible',
  about: {
    why: 'The Service of the head has all three ports, and the API server refuses a Service that has one number twice. Without it no pod of the job is made.',
    fix: 'Give `--port`, `--dashboardPort` and `--clientPort` three numbers.',
  },
  reads: [],
  check({ object: { spec = {} } }) {
    const args = Object.hasOwn(spec.plugins ?? {}, 'ray') ? (spec.plugins?.ray ?? []) : []
    if (args.length === 0) return []
    const { values } = parseGoFlags(ray.flags, args)
    const first = new Map<number, string>()
    return ['port', 'dashboardPort', 'clientPort'].flatMap((flag) => {
      const port = toPort(Number(values[flag]))
      const earlier = first.get(port)
      if (earlier === undefined) {
        first.set(port, flag)
        return []
      }
      const sentence = `--${earlier} has this number, too, and the API server refuses a Service with one port twice; change one of them`
      return [duplicate(fieldOfFlag(ray, args, flag), `--${flag}=${port}`, sentence)]
    })
  },
}
