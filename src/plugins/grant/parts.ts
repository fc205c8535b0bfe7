import type { JsonPatch, Operation } from '../../kubernetes/json-patch.ts'
import type { PodWish, Remark } from '../plugin.ts'

/** What a pod gets, and what its user should know: something is there that a plugin wanted to be otherwise. */
export type Grant = Readonly<{ patch: JsonPatch; remarks: readonly Remark[] }>

export function together(grants: readonly Grant[]): Grant {
  const patch: Operation[] = []
  const remarks: Remark[] = []
  for (const grant of grants) {
    for (const operation of grant.patch) patch.push(operation)
    for (const remark of grant.remarks) remarks.push(remark)
  }
  return { patch, remarks }
}

export type Wish<Kind extends PodWish['wish']> = Extract<PodWish, { wish: Kind }>

/** The wishes of one kind. */
export const only = <Kind extends PodWish['wish']>(kind: Kind, wishes: readonly PodWish[]): readonly Wish<Kind>[] =>
  wishes.filter((wish): wish is Wish<Kind> => wish.wish === kind)
