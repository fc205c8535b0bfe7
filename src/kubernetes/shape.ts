/**
 * Describes a Go type as its JSON appears: what may stand there, and how Go names the type when something else does.
 * `Value` is the TypeScript type of the same thing: a table of shapes is the one source for types and for checks.
 */
export type Shape<Value = unknown> = Carries<Value> & (ScalarShape | CollectionShape | StructShape)

/** What a value of this shape is in TypeScript. */
export type Decoded<Described extends Shape> = Described extends Carries<infer Value> ? Value : never

export type ScalarShape = Named<
  'string' | 'bool' | 'int32' | 'int64' | 'quantity' | 'duration' | 'time' | 'intOrString' | 'any'
>
export type CollectionShape = Named<'list' | 'map'> & Readonly<{ item: Shape }>
export type StructShape<Value = unknown> = Carries<Value> &
  Named<'struct'> &
  Readonly<{
    fields: ReadonlyMap<string, Shape>
    /** The struct that is embedded in this one: its fields are among `fields`, and Go's paths name it. */
    embedded: StructShape | undefined
  }>

type Named<Kind> = Readonly<{
  kind: Kind
  /** As `%T` prints it: `int32`, `v1.PullPolicy`, `[]v1.Container`. */
  goType: string
  /** Whether Go can tell an absent value from a zero one. */
  isPointer: boolean
}>

/** Never set: it carries the TypeScript type and nothing else. */
type Carries<Value> = Readonly<{ decoded?: Value }>
type Table = Readonly<Record<string, Shape>>
type DecodedFields<Fields extends Table> = { readonly [Name in keyof Fields]?: Decoded<Fields[Name]> }

const scalar = <Value>(kind: ScalarShape['kind'], goType: string): Shape<Value> => ({ kind, goType, isPointer: false })

/** A string type with a name of its own: `stringType('v1.PullPolicy')`. */
export const stringType = (goType: string): Shape<string> => scalar('string', goType)
export const string = stringType('string')
export const bool = scalar<boolean>('bool', 'bool')
export const int32 = scalar<number>('int32', 'int32')
export const int64 = scalar<number>('int64', 'int64')
/** Go's `int` on machines of 64 bits. */
export const int = scalar<number>('int64', 'int')
/** resource.Quantity: text such as `500m`, or a number. */
export const quantity = scalar<string | number>('quantity', 'resource.Quantity')
/** metav1.Duration: text such as `1h30m`. */
export const duration = scalar<string>('duration', 'v1.Duration')
/** metav1.Time: text such as `2006-01-02T15:04:05Z`. */
export const time = scalar<string>('time', 'v1.Time')
/** intstr.IntOrString: an int32, or any text. */
export const intOrString = scalar<string | number>('intOrString', 'intstr.IntOrString')
/** A value that nobody looks into. */
export const any = scalar<unknown>('any', 'interface {}')

export const list = <Item>(item: Shape<Item>): Shape<readonly Item[]> => ({
  kind: 'list',
  goType: `[]${item.goType}`,
  isPointer: false,
  item,
})

/** A map from strings; its Go type is told where that, or the type of the keys, has a name of its own. */
export const map = <Item>(
  item: Shape<Item>,
  goType = `map[string]${item.goType}`,
): Shape<Readonly<Record<string, Item>>> => ({ kind: 'map', goType, isPointer: false, item })

/** A struct with its JSON fields, none of which is required, and those of the struct that is embedded in it. */
export function struct<const Fields extends Table, Embedded = unknown>(
  goType: string,
  table: Fields,
  embedded?: StructShape<Embedded>,
): StructShape<DecodedFields<Fields> & NoInfer<Embedded>> {
  const fields = new Map([...(embedded?.fields ?? []), ...Object.entries(table)])
  return { kind: 'struct', goType, isPointer: false, fields, embedded }
}

export const pointer = <Described extends Shape>(shape: Described): Described => ({ ...shape, isPointer: true })

/** Fields that are all pointers. */
export const pointers = <const Fields extends Table>(table: Fields): Fields =>
  Object.fromEntries(Object.entries(table).map(([name, shape]) => [name, pointer(shape)])) as Fields

/** Fields that are all alike: `...fields(bool, 'stdin', 'tty')`. */
export const fields = <Described extends Shape, const Name extends string>(
  shape: Described,
  ...names: readonly Name[]
): Readonly<Record<Name, Described>> =>
  Object.fromEntries(names.map((name) => [name, shape])) as Record<Name, Described>
