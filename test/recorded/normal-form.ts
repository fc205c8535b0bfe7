import { parseQuantity } from '../../src/kubernetes/quantity.ts'

type Fields = Readonly<Record<string, unknown>>

const structs = ['metadata', 'resources']
const quantities = ['limits', 'requests']
const zeros = ['replicas', 'minPartitions']

/**
 * The form in which jobs are compared after a patch. Volcano reads the tasks into Go structs and writes them anew: structs
 * that are not there appear empty, fields that are null or 0 vanish, quantities become canonical (0.5 is 500m). None of
 * this says anything else, so it counts as equal; only what Volcano is known to re-write is looked at.
 */
export function normalForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalForm)
  if (!isObject(value)) return value
  const fields = Object.entries(value).map(([name, field]) => [name, normalField(name, field)] as const)
  return Object.fromEntries(fields.filter(([name, field]) => !isSilent(name, field)))
}

const normalField = (name: string, field: unknown): unknown =>
  quantities.includes(name) && isObject(field)
    ? Object.fromEntries(Object.entries(field).map(([resource, amount]) => [resource, amountOf(amount)]))
    : normalForm(field)

const amountOf = (quantity: unknown): unknown =>
  typeof quantity === 'string' || typeof quantity === 'number' ? parseQuantity(quantity) : quantity

const isSilent = (name: string, field: unknown): boolean =>
  field === null ||
  (zeros.includes(name) && field === 0) ||
  (structs.includes(name) && isObject(field) && Object.keys(field).length === 0)

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
