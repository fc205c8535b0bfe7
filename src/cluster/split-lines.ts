const newline = 0x0a

/**
 * Cuts a stream of bytes into lines. `push` gives the lines that the chunk completes, without empty ones, or undefined when
 * a line has more than `maxBytes`: then nothing more can be read. `hasRest` says whether half a line is waiting.
 */
export function createLineSplitter(
  maxBytes: number,
): Readonly<{ push: (chunk: Buffer) => readonly string[] | undefined; hasRest: () => boolean }> {
  let rest: Buffer[] = []
  let restBytes = 0

  const take = (last: Buffer): string => {
    const line = rest.length === 0 ? last : Buffer.concat([...rest, last])
    rest = []
    restBytes = 0
    return line.toString()
  }
  const push = (chunk: Buffer) => {
    const lines: string[] = []
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      if (restBytes + end - start > maxBytes) return undefined
      lines.push(take(chunk.subarray(start, end)))
      start = end + 1
    }
    rest.push(chunk.subarray(start))
    restBytes += chunk.length - start
    return restBytes > maxBytes ? undefined : lines.filter((line) => line.trim() !== '')
  }
  return { push, hasRest: () => restBytes > 0 }
}
