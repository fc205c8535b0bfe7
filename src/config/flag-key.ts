/** The name of a flag as the configuration file spells it: `scheduler-name` is `schedulerName`. */
export const flagToKey = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Takes a key of the configuration file back to the name of its flag. */
export const keyToFlag = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
