import type { PodWish } from '../plugin.ts'

/** The wishes of a kind. */
export type Wish<Kind extends PodWish['wish'], Each = PodWish> = Each extends { wish: infer Kinds }
  ? Kind extends Kinds
    ? Each
    : never
  : never

/** The wishes by their kind, each kind in the order in which the plugins act. */
export type SortedWishes = { readonly [Kind in PodWish['wish']]: readonly Wish<Kind>[] }

/** Goes through the wishes once, as each pod of a job has tens of them. */
export function sortWishes(wishes: readonly PodWish[]): SortedWishes {
  const sorted: { [Kind in PodWish['wish']]: Wish<Kind>[] } = {
    hostname: [],
    subdomain: [],
    annotation: [],
    env: [],
    port: [],
    command: [],
    mount: [],
    'init container': [],
    nothing: [],
  }
  for (const wish of wishes) (sorted[wish.wish] as PodWish[]).push(wish)
  return sorted
}
