import { configurationName } from '../admission/webhook.ts'
import { webhooks } from '../admission/webhooks.ts'
import type { ApiClient } from '../cluster/api-client.ts'
import { connectCluster } from '../cluster/connect-cluster.ts'
import { type Deleted, type Deletion, deleteWebhookConfiguration } from '../cluster/delete-webhook-configuration.ts'
import { describeError } from '../cluster/describe-error.ts'
import type { ConfigPlace } from '../cluster/load-kubeconfig.ts'
import { systemTimers } from '../cluster/timers.ts'
import { clusterFlags } from '../config/flags/cluster.ts'
import { type Command, exit, type Terminal } from './command.ts'
import { readUninstallOptions } from './uninstall-options.ts'

const usage =
  'usage: volcano-admission uninstall (--dry-run | --yes) [--service NAMESPACE/NAME] [--kubeconfig PATH] [--master URL]'

const help = `${usage}

Deletes the webhook configurations of this server from the cluster, so that nothing is asked of it any more and nothing is
refused because it is gone. Everything else stays. Volcano's own admission registers the same names: they are deleted, too,
unless --service says which ones are meant.

  --dry-run
        Say what would be deleted, and delete nothing.
  --yes
        Delete it.
  --service string
        Delete only what calls this Service, such as volcano-system/volcano-admission-service.
  --kubeconfig string
        ${clusterFlags.kubeconfig.about.replaceAll('`', '')}
  --master string
        ${clusterFlags.master.about.replaceAll('`', '')}`

/** Takes the webhooks away from a cluster, above all from one in which the server is gone. */
export const uninstall: Command = async (args, terminal) => {
  const { print, complain } = terminal
  const options = readUninstallOptions(args)
  if ('asked' in options) {
    print(help)
    return exit.fine
  }
  if ('mistakes' in options) {
    for (const mistake of [...options.mistakes, usage]) complain(mistake)
    return exit.wrongUsage
  }
  const client = await connect(options)
  if ('mistake' in client) {
    complain(client.mistake)
    return exit.refused
  }
  const outcomes = await deleteAll(client, options)
  client.close()
  for (const outcome of outcomes) tell(outcome, terminal)
  return outcomes.every(({ outcome }) => typeof outcome === 'string') ? exit.fine : exit.refused
}

type Outcome = Readonly<{ what: string; outcome: Deleted }>

function tell({ what, outcome }: Outcome, { print, complain }: Terminal): void {
  if (typeof outcome === 'object') complain(`${what} could not be deleted: ${outcome.mistake}`)
  else if (outcome === 'is not there') print(`${what} is not there`)
  else if (outcome === 'calls another') print(`${what} stays: it calls another Service`)
  else print(`${outcome} ${what}`)
}

const deleteAll = (
  client: ApiClient,
  { isDryRun, service }: Pick<Deletion, 'isDryRun' | 'service'>,
): Promise<readonly Outcome[]> => {
  const line = { client, timers: systemTimers, signal: new AbortController().signal }
  return Promise.all(
    webhooks.map(async ({ path, type }) => {
      const name = configurationName(path)
      const outcome = await deleteWebhookConfiguration({ ...line, type, name, isDryRun, service })
      return { what: `${type}webhookconfiguration/${name}`, outcome }
    }),
  )
}

async function connect({ kubeconfig, master }: ConfigPlace): Promise<ApiClient | Readonly<{ mistake: string }>> {
  const isElsewhere = kubeconfig === '' && master === '' && !process.env.KUBERNETES_SERVICE_HOST
  if (isElsewhere) return { mistake: 'which cluster? Set --kubeconfig or --master' }
  try {
    const limits = {
      requestsPerSecond: clusterFlags['kube-api-qps'].default,
      burst: clusterFlags['kube-api-burst'].default,
    }
    return await connectCluster({ kubeconfig, master, ...limits })
  } catch (error) {
    return { mistake: `unable to build k8s config: ${describeError(error)}` }
  }
}
