import { writeAmount } from '../../kubernetes/resource-amounts.ts'

/** Mirrors queues/validate: formatResourceWithType. */
export const printCapability = (name: string, amount: bigint): string =>
  name === 'cpu' || name === 'memory' ? writeAmount(name, amount) : `${amount}.00`
