/** The bundle knows its version; code that runs from its sources has none. */
export const version = process.env.VOLCANO_ADMISSION_VERSION ?? 'development'
