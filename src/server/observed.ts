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
  new Gauge({
    ...names,
    labelNames,
    registers: [registry],
    async collect() {
      const samples = await read()
      this.reset()
      for (const { labels = {}, value } of samples) this.set(labels, value)
    },
  })
}

/** The numbers never become less. */
export function addCounter(registry: Registry, { read, labelNames = [], ...names }: Observed): void {
  new Counter({
    ...names,
    labelNames,
    registers: [registry],
    async collect() {
      const samples = await read()
      this.reset()
      for (const { labels = {}, value } of samples) this.inc(labels, value)
    },
  })
}
