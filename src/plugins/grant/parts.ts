import type { JsonPatch, Operation } from '../../kubernetes/json-patch.ts'
import type { Remark } from '../plugin.ts'

/** What a pod gets, and what its user should know: something is there that a plugin wanted to be otherwise. */
export type Grant = Readonly<{ patch: JsonPatch; remarks: readonly Remark[] }>

/** A container as JSON pointers and field paths lead to it. */
export type Place = Readonly<{ at: string; path: string }>

export const nothing: Grant = { patch: [], remarks: [] }

export function together(grants: readonly Grant[]): Grant {
  const patch: Operation[] = []
  const remarks: Remark[] = []
  for (const grant of grants) {
    for (const operation of grant.patch) patch.push(operation)
    for (const remark of grant.remarks) remarks.push(remark)
  }
  return { patch, remarks }
}
