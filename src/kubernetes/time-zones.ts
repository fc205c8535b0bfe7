import { timeZoneNames } from './time-zone-names.ts'

const names: ReadonlySet<string> = new Set(
  Object.entries(timeZoneNames).flatMap(([area, places]) =>
    places
      .trim()
      .split(/\s+/)
      .map((place) => (area === '' ? place : `${area}/${place}`)),
  ),
)

/**
 * Whether a name stands in the IANA time zone database, in this very spelling. The table decides, so that all machines
 * decide alike; what it lacks may be a zone that is newer than the table, and known to the host. Mirrors Go's
 * time.LoadLocation with the database of its own. Hosts alone would not do: they take any spelling, and names of no zone.
 */
export const isTimeZone = (name: string, zonesOfHost = listZonesOfHost): boolean =>
  names.has(name) || zonesOfHost().includes(name)

const listZonesOfHost = (): readonly string[] => Intl.supportedValuesOf('timeZone')

/** The zone that a name most likely means: upper and lower case and blanks apart, or with the area that it lacks. */
export function similarTimeZone(name: string): string | undefined {
  const key = keyOf(name)
  const endsAlike = (zone: string) => keyOf(zone.slice(zone.lastIndexOf('/') + 1)) === key
  return key === '' ? undefined : (all.find((zone) => keyOf(zone) === key) ?? all.find(endsAlike))
}

const all: readonly string[] = [...names]

const keyOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9+-]/g, '')
