/** One thing that must hold, and in plain words what is wrong when it does not. */
export type Check = Readonly<{ name: string; findMistake: () => string | undefined | Promise<string | undefined> }>

/**
 * The result of the checks as Kubernetes' own components give it: `ok`, or with `?verbose` and in case of failure one line
 * a check. `?exclude=name` leaves a check out. Mirrors k8s.io/apiserver/pkg/server/healthz, which withholds the reasons.
 */
export async function probe(
  name: string,
  checks: readonly Check[],
  query: Readonly<Record<string, unknown>>,
): Promise<Readonly<{ code: number; text: string }>> {
  const excluded = new Set([query.exclude ?? []].flat())
  const results = await Promise.all(
    checks.map(async (check) => ({
      check: check.name,
      isExcluded: excluded.has(check.name),
      mistake: excluded.has(check.name) ? undefined : await check.findMistake(),
    })),
  )
  const lines = results.map(({ check, isExcluded, mistake }) => {
    if (mistake !== undefined) return `[-]${check} failed: ${mistake}\n`
    return isExcluded ? `[+]${check} excluded: ok\n` : `[+]${check} ok\n`
  })
  if (results.some(({ mistake }) => mistake !== undefined)) {
    return { code: 503, text: `${lines.join('')}${name} check failed\n` }
  }
  return { code: 200, text: query.verbose === undefined ? 'ok' : `${lines.join('')}${name} check passed\n` }
}
