import { readFileSync } from 'node:fs'
import { catalogue } from '../admission/catalogue.ts'
import { webhooks } from '../admission/webhooks.ts'
import { parseConfig } from '../config/parse-config.ts'
import { renderHelp } from '../config/render-help.ts'
import { createLogger } from '../server/logger.ts'
import { type Command, exit } from './command.ts'
import { runServer } from './run-server.ts'
import { version } from './version.ts'

const known = { paths: webhooks.map(({ path }) => path), rules: catalogue.map(({ id }) => id) }

/** The admission server, with the flags of vc-webhook-manager. Ends only by a signal, or when it cannot start. */
export const serve: Command = async (args, terminal) => {
  const parsed = parseConfig(args, process.env, (path) => readFileSync(path, 'utf8'), known)
  if ('asked' in parsed) {
    terminal.print(parsed.asked === 'help' ? renderHelp() : version)
    return exit.fine
  }
  for (const warning of parsed.warnings) terminal.complain(`warning: ${warning}`)
  if ('mistakes' in parsed) {
    for (const mistake of parsed.mistakes) terminal.complain(mistake)
    return exit.wrongUsage
  }
  const { config } = parsed
  return runServer(config, createLogger({ level: config.log.level }), terminal)
}
