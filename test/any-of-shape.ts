import type fc from 'fast-check'
import { array, boolean, constantFrom, subarray } from 'fast-check'
import type { Shape } from '../src/kubernetes/shape.ts'

const texts = [
  '',
  'a',
  'A',
  'a.b',
  '..',
  '/a',
  'x'.repeat(300),
  '\u00e9',
  "metadata.labels['a']",
  'Always',
  'Localhost',
]
const numbers = [0, 1, -1, 80, 2 ** 31 - 1]
const amounts = ['0', '1', '-1', '500m', '1Gi', '1e3', '0.0001', 2]
const keys = ['', 'a', 'cpu', 'memory', 'hugepages-2Mi', 'example.com/gpu', 'constructor', 'bad key']
const leaves: Readonly<Partial<Record<Shape['kind'], readonly unknown[]>>> = {
  string: texts,
  int32: numbers,
  int64: numbers,
  intOrString: [...texts, ...numbers],
  quantity: amounts,
  duration: ['1s'],
  time: ['2026-01-01T00:00:00Z'],
  any: [null, {}, 'a'],
}

/** Some value that decodes as the shape: a few fields of each struct, one or two items of each list. */
export function anyOfShape(shape: Shape, g: fc.GeneratorValue): unknown {
  switch (shape.kind) {
    case 'bool':
      return g(boolean)
    case 'list':
      return g(array, constantFrom(0), { maxLength: 2 }).map(() => anyOfShape(shape.item, g))
    case 'map':
      return Object.fromEntries(g(subarray, keys, { maxLength: 2 }).map((key) => [key, anyOfShape(shape.item, g)]))
    case 'struct':
      return Object.fromEntries(
        g(subarray, [...shape.fields], { maxLength: Math.min(5, shape.fields.size) }).map(([name, field]) => [
          name,
          anyOfShape(field, g),
        ]),
      )
    default:
      return g(constantFrom, ...(leaves[shape.kind] ?? []))
  }
}
