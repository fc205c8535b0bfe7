import { type Check, filled, present } from '../../checks.ts'

type Referring = Readonly<{ secretRef?: Readonly<{ name?: string }> }>

/** A Secret that is referred to has a name. */
export const checkSecretRef: Check<Referring> = ({ secretRef }, path) =>
  present(secretRef, `${path}.secretRef`, filled('name', 'the Secret with the credentials'))
