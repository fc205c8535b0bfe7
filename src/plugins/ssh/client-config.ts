import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { hostOf, hostsOf, jobNameOf, podNameOf, tasksOf } from '../hosts.ts'
import { isPort } from '../port.ts'

const head = 'StrictHostKeyChecking no\nUserKnownHostsFile /dev/null\n'

/** A port out of range means 22. */
const portOf = (given: number): number => (isPort(given) ? given : 22)

/** What the ssh client reads: each host of the job by its short name. Mirrors pkg/controllers/job/plugins/ssh. */
export function hostsConfig(job: Job, givenPort: number): string {
  const entries = tasksOf(job).flatMap((task) =>
    hostsOf(job, task).map((host) => entry(host.name, host.domain, givenPort)),
  )
  return head + entries.join('')
}

/**
 * The same by patterns, so that it is right for pods that are made later, too. A name with a dot is a domain name already:
 * it keeps its name and gets the port. Host names that templates set stay one by one.
 */
export function patternsConfig(job: Job, givenPort: number): string {
  const name = jobNameOf(job)
  if (name.includes('.')) return hostsConfig(job, givenPort)
  const entries = tasksOf(job).flatMap((task) => {
    const { hostname, subdomain } = task.template?.spec ?? {}
    if (hostname) return hostsOf(job, task).map((host) => entry(host.name, host.domain, givenPort))
    return entry(`${podNameOf(name, task.name ?? '', '*')} !*.*`, `%h.${subdomain || name}`, givenPort)
  })
  const domains = new Set(tasksOf(job).map((task) => hostOf(job, task, 0).domain.replace(/^[^.]*/, '')))
  const qualified = [...domains].map((domain) => `Host *${domain} *${domain}.*\n  Port ${portOf(givenPort)}\n`)
  return head + [...entries, ...qualified].join('')
}

const entry = (host: string, domain: string, givenPort: number): string =>
  `Host ${host}\n  HostName ${domain}\n  Port ${portOf(givenPort)}\n`
