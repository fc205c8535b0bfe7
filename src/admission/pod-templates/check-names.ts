import { labelMistakes, labelValueMistakes, qualifiedNameMistakes, subdomainMistakes } from '../../kubernetes/names.ts'
import { type Check, invalids, none } from '../checks.ts'

/** The name of an object. Mirrors NameIsDNSSubdomain. */
export const checkSubdomain: Check<string> = (name, path) => invalids(path, name, subdomainMistakes(name))

/** A host name, or the name of something within a pod. Mirrors ValidateDNS1123Label. */
export const checkDnsLabel: Check<string> = (name, path) => invalids(path, name, labelMistakes(name))

/** Mirrors ValidateLabelName and ValidateQualifiedName. */
export const checkLabelKey: Check<string> = (key, path) => invalids(path, key, qualifiedNameMistakes(key))

/** Mirrors IsValidLabelValue. */
export const checkLabelValue: Check<string> = (value, path) => invalids(path, value, labelValueMistakes(value))

/** Go cannot tell an absent text from an empty one: neither is checked. */
export const ifGiven =
  (check: Check<string>): Check<string | undefined> =>
  (text, path) =>
    text ? check(text, path) : none
