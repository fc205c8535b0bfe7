/** The value of a JSON text; undefined for anything else. V8's reason is left out: it repeats a part of the text. */
export function parseJson(text: unknown): Readonly<{ value: unknown }> | undefined {
  try {
    return { value: JSON.parse(String(text)) }
  } catch {
    return undefined
  }
}
