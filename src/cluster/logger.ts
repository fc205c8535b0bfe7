type Log = (fields: object, message: string) => void

/** What is used here of a logger such as pino: fields first, then the sentence. */
export type Logger = Readonly<{ info: Log; warn: Log; error: Log }>
