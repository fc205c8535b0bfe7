import { Counter, Gauge, type Registry } from 'prom-client'

export type Sample = Readonly<{ labels?: Readonly<Record<string, string>>; value: number }>

/** Numbers that somebody else knows; they are read each time the metrics are. */
export type Observed = Readonly<{
  name: string
  help: string
  labelNames?: readonly string[]
  read: () => Iterable<Sample> | Promise<Iterable<Sample>>
}>

export function addGauge(registry: Registry, { read, labelNames = [], ...names }: Observed): void {
  const collect = (): Promise<void> => renew(gauge, read, (labels, value) => gauge.set(labels, value))
  const gauge = new Gauge({ ...names, labelNames, registers: [registry], collect })
}

/** The numbers never become less. */
export function addCounter(registry: Registry, { read, labelNames = [], ...names }: Observed): void {
  const collect = (): Promise<void> => renew(counter, read, (labels, value) => counter.inc(labels, value))
  const counter = new Counter({ ...names, labelNames, registers: [registry], collect })
}

async function renew(
  metric: Readonly<{ reset: () => void }>,
  read: Observed['read'],
  put: (labels: Record<string, string>, value: number) => void,
): Promise<void> {
  const samples = await read()
  metric.reset()
  for (const { labels = {}, value } of samples) put(labels, value)
}
