import { bytesOf, labelMistakes, subdomainMistakes } from '../../../kubernetes/names.ts'
import { joined, none } from '../../checks.ts'
import { type Finding, invalid, required, tooLong } from '../../finding.ts'

const longestDomain = 253
const longestName = longestDomain + 1 + 63 + 1 + 253

/** A domain, a slash and a name: `example.com/signer`. Mirrors ValidateSignerName. */
export function checkSignerName(name: string, path: string): readonly Finding[] {
  if (name === '') return [required(path, 'the signer, in the form example.com/signer-name')]
  const [domain = '', rest, ...more] = name.split('/')
  if (rest === undefined || more.length > 0) {
    const sentence = "must be a fully qualified domain and path of the form 'example.com/signer-name'"
    return [invalid(path, name, sentence)]
  }
  return joined(
    bytesOf(domain) > longestDomain ? [tooLong(path, longestDomain, 'this is about the domain of the signer')] : none,
    checkParts(domain, path, labelMistakes),
    domain.includes('.')
      ? none
      : [invalid(path, domain, 'should be a domain with at least two segments separated by dots')],
    checkParts(rest, path, subdomainMistakes),
    bytesOf(name) > longestName ? [tooLong(path, longestName, 'this is about the whole name of the signer')] : none,
  )
}

/** Of the parts between dots, the first wrong one is told. */
function checkParts(text: string, path: string, mistakesOf: (part: string) => readonly string[]): readonly Finding[] {
  for (const part of text.split('.')) {
    const mistakes = mistakesOf(part)
    if (mistakes.length === 0) continue
    return mistakes.map((mistake) => invalid(path, text, `validating label ${JSON.stringify(part)}: ${mistake}`))
  }
  return none
}

/** Whether the signer is one of Kubernetes' own. Mirrors IsKubernetesSignerName. */
export const isOfKubernetes = (name: string): boolean => /^(?:[^/]*\.)?kubernetes\.io(?:\/|$)/.test(name)
