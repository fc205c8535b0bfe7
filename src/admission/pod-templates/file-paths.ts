import { none } from '../checks.ts'
import { type Finding, invalid } from '../finding.ts'

/** No part of the path is `..`. Mirrors validatePathNoBacksteps. */
export const checkNoBacksteps = (target: string, path: string): readonly Finding[] =>
  backstep.test(target) ? [invalid(path, target, "must not contain '..'")] : none

/** The path is relative and stays below where it begins. Mirrors validateLocalDescendingPath. */
export function checkRelative(target: string, path: string): readonly Finding[] {
  const backsteps = checkNoBacksteps(target, path)
  return target.startsWith('/') ? [invalid(path, target, 'must be a relative path'), ...backsteps] : backsteps
}

/** The same, and no name that begins with `..`, as the kubelet's own do. Mirrors ValidateLocalNonReservedPath. */
export function checkUnreserved(target: string, path: string): readonly Finding[] {
  const found = checkRelative(target, path)
  if (!target.startsWith('..') || target.startsWith('../')) return found
  return [...found, invalid(path, target, "must not start with '..'")]
}

const backstep = /(?:^|\/)\.\.(?:\/|$)/
