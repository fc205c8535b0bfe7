import { existsSync, readFileSync } from 'node:fs'

/** Memory of a process in MB: what it holds now, and the most that it ever held. */
export type Memory = Readonly<{ rss: number; peak: number }>

/** CPU time in milliseconds that a process has used, in all its threads; undefined where the system does not tell. */
export const readCpuMs = (pid: number): number | undefined => readFigures(pid, 'stat', parseCpuMs)

export const readMemory = (pid: number): Memory | undefined => readFigures(pid, 'status', parseMemory)

function readFigures<Figures>(pid: number, file: string, parse: (text: string) => Figures): Figures | undefined {
  const path = `/proc/${pid}/${file}`
  return existsSync(path) ? parse(readFileSync(path, 'utf8')) : undefined
}

/** Linux counts in hundredths of a second here, whatever its own clock does. */
const msPerTick = 10

/** Reads utime and stime from `/proc/<pid>/stat`. The name of the program comes first and may hold blanks and brackets. */
export function parseCpuMs(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * msPerTick
}

/** Reads VmRSS and VmHWM, which are in KiB, from `/proc/<pid>/status`. */
export function parseMemory(status: string): Memory {
  const read = (name: string) => (Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024) / 1e6
  return { rss: read('VmRSS'), peak: read('VmHWM') }
}
