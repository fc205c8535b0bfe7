import { compileSchema, type Schema } from './compile-schema.ts'

/** The file after its shape was checked: every scalar is text as it was written, and anything may be null. */
export type RawAdmissionConf = Nullable<{ resourceGroups: readonly (RawGroup | null)[] }> | null
export type RawGroup = Nullable<{
  resourceGroup: string
  object: Nullable<{ key: string; value: readonly (string | null)[] }>
  schedulerName: string
  tolerations: readonly (RawToleration | null)[]
  labels: Readonly<Record<string, string | null>>
  affinity: string
}>
export type RawToleration = Nullable<Record<'key' | 'operator' | 'value' | 'effect' | TolerationSeconds, string>>
/** Volcano's decoder knows the name in lower case only. */
type TolerationSeconds = 'tolerationseconds' | 'tolerationSeconds'
type Nullable<Fields> = { readonly [Key in keyof Fields]?: Fields[Key] | null }

const text: Schema = { type: 'string', nullable: true, description: 'must be text; put it in quotes' }

const map = (properties: Readonly<Record<string, Schema>>, about: string): Schema => ({
  type: 'object',
  nullable: true,
  properties,
  additionalProperties: false,
  description: `must be a map ${about}`,
})

const list = (items: Schema, about: string): Schema => ({
  type: 'array',
  nullable: true,
  items,
  description: `must be a list ${about}`,
})

const seconds: Schema = {
  ...text,
  pattern: '^[-+]?(0|[1-9][0-9]{0,14})$',
  description: 'must be a whole number of seconds',
}

const toleration = map(
  { key: text, operator: text, value: text, effect: text, tolerationSeconds: seconds, tolerationseconds: seconds },
  'with key, operator, value, effect or tolerationSeconds',
)

const group = map(
  {
    resourceGroup: text,
    object: map({ key: text, value: list(text, 'of texts') }, 'with key and value'),
    schedulerName: text,
    tolerations: list(toleration, 'of tolerations'),
    labels: { type: 'object', nullable: true, additionalProperties: text, description: 'must be a map of node labels' },
    affinity: {
      ...text,
      description: 'must be text that holds the affinity as JSON, such as \'{"nodeAffinity": {}}\'',
    },
  },
  'that describes a resource group',
)

/** Finds what pkg/webhooks/config would not decode, and keys that it would pass over. */
export const checkAdmissionConf = compileSchema(
  map({ resourceGroups: list(group, 'of resource groups') }, 'with the key resourceGroups'),
)
