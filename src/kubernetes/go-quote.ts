/** Text in the quotes of Go's package `time`: what is not printable ASCII appears as its bytes, `\xc2\xb5`. */
export const quoteAsGo = (text: string): string => `"${text.toWellFormed().replaceAll(special, escapeAsGo)}"`

const special = /["\\]|[^ -\u007f]/gu

const escapeAsGo = (character: string): string =>
  character === '"' || character === '\\'
    ? `\\${character}`
    : encodeURIComponent(character).replaceAll('%', '\\x').toLowerCase()
