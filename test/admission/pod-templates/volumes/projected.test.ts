import { describe, expect, it } from 'vitest'
import type { Volume } from '../../../../src/kubernetes/shapes/volumes.ts'
import { beginnings } from '../beginnings.ts'
import { sentencesOnVolume } from './volume-sentences.ts'

type Sources = NonNullable<NonNullable<Volume['projected']>['sources']>

const certificate = { signerName: 'example.com/s', keyType: 'ED25519', credentialBundlePath: 'c' }
const trust = { name: 'example.com:s:b', path: 't' }
const n = (length: number) => 'n'.repeat(length)

describe('sources of files are fine when', () => {
  it.each<[string, Sources]>([
    ['there are none', []],
    ['one is nothing', [{}]],
    [
      'each is one thing',
      [
        { secret: { name: 's', items: [{ key: 'k', path: 'a' }] } },
        { configMap: { name: 'c', items: [{ key: 'k', path: 'b' }] } },
        { downwardAPI: { items: [{ path: 'd', fieldRef: { fieldPath: 'metadata.name' } }] } },
        { serviceAccountToken: { path: 'a', expirationSeconds: 600 } },
        { clusterTrustBundle: trust },
        { podCertificate: certificate },
      ],
    ],
    [
      'a token is good for an hour, or for an age',
      [{ serviceAccountToken: { path: 'a' } }, { serviceAccountToken: { path: 'b', expirationSeconds: 2 ** 32 } }],
    ],
    [
      'certificates are of a signer',
      [{ clusterTrustBundle: { signerName: 'a.b/c', labelSelector: { matchLabels: { a: 'b' } }, path: 'p' } }],
    ],
    [
      'a signer has the longest of names',
      [{ podCertificate: { ...certificate, signerName: `${n(63)}.${n(63)}.${n(63)}.${n(61)}/${n(253)}.${n(63)}` } }],
    ],
    ['certificates are of nobody', [{ clusterTrustBundle: { name: 'b', path: 'p' } }]],
    ['a certificate is good for 91 days', [{ podCertificate: { ...certificate, maxExpirationSeconds: 7862400 } }]],
    [
      'a certificate of Kubernetes is good for a day',
      [{ podCertificate: { ...certificate, signerName: 'kubernetes.io/x', maxExpirationSeconds: 86400 } }],
    ],
    [
      'a certificate has files',
      [
        {
          podCertificate: {
            ...certificate,
            keyPath: 'k',
            certificateChainPath: 'h',
            userAnnotations: { 'X.io/a': 'b' },
          },
        },
      ],
    ],
  ])('%s', (_, sources) => {
    expect(sentencesOnVolume({ projected: { sources } })).toEqual([])
  })
})

describe('sources of files are refused when', () => {
  it.each<[string, Sources, string[]]>([
    [
      'one is two things',
      [{ secret: { name: 's' }, downwardAPI: {} }],
      [
        '[0]: Forbidden: may not specify more than 1 volume type per source; make a source of each: secret, downwardAPI',
      ],
    ],
    [
      'they have no names',
      [{ secret: {} }, { configMap: { items: [{}] } }],
      [
        '[0].secret.name: Required value: the Secret whose entries become files',
        '[1].configMap.name: Required value: the ConfigMap whose entries become files',
        '[1].configMap.items[0].key: Required value: the entry that becomes a file',
        '[1].configMap.items[0].path: Required value: the file, from the mount path on',
      ],
    ],
    [
      'two make one file',
      [
        { secret: { name: 's', items: [{ key: 'k', path: 'a' }] } },
        { configMap: { name: 'c', items: [{ key: 'k', path: 'a' }] } },
        { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.name' } }] } },
        { clusterTrustBundle: { ...trust, path: 'a' } },
        { podCertificate: { ...certificate, keyPath: 'a', credentialBundlePath: 'a', certificateChainPath: 'a' } },
      ],
      [
        '[1].configMap.items[0].path: Invalid value: "a": conflicting duplicate paths; two sources make the same file',
        '[2].downwardAPI.items[0].path: Invalid value: "a": conflicting duplicate paths',
        '[3].clusterTrustBundle.path: Invalid value: "a": conflicting duplicate paths',
        '[4].podCertificate.credentialBundlePath: Invalid value: "a": conflicting duplicate paths',
        '[4].podCertificate.keyPath: Invalid value: "a": conflicting duplicate paths',
        '[4].podCertificate.certificateChainPath: Invalid value: "a": conflicting duplicate paths',
      ],
    ],
    [
      'a token is good for minutes',
      [{ serviceAccountToken: { expirationSeconds: 599 } }],
      [
        '[0].serviceAccountToken.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes',
        '[0].serviceAccountToken.path: Required value: the file of the token, from the mount path on',
      ],
    ],
    [
      'a token is good for ever',
      [{ serviceAccountToken: { path: '/t', expirationSeconds: 2 ** 32 + 1 } }],
      [
        '[0].serviceAccountToken.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds',
        '[0].serviceAccountToken.path: Invalid value: "/t": must be a relative path',
      ],
    ],
    [
      'certificates are of nobody and nowhere',
      [{ clusterTrustBundle: {} }],
      [
        '[0].clusterTrustBundle: Required value: either name or signerName must be specified',
        '[0].clusterTrustBundle.path: Required value: the file of the certificates, from the mount path on',
      ],
    ],
    [
      'certificates are of two',
      [{ clusterTrustBundle: { name: 'a', signerName: 'a.b/c', path: '..' } }],
      [
        '[0].clusterTrustBundle: Invalid value: {"name":"a","signerName":"a.b/c"}: only one of name and signerName may be used',
        `[0].clusterTrustBundle.path: Invalid value: "..": must not contain '..'`,
        `[0].clusterTrustBundle.path: Invalid value: "..": must not start with '..'`,
      ],
    ],
    ...(
      [
        ['A', 'a lowercase RFC 1123 subdomain'],
        [':a', 'ClusterTrustBundle without signer name must not have ":" in its name'],
        ['a/b:c', 'ClusterTrustBundle for signerName a/b must be named with prefix a:b:'],
        ['a:B', 'a lowercase RFC 1123 subdomain'],
      ] as const
    ).map(([name, sentence]): [string, Sources, string[]] => [
      `a bundle is called ${name}`,
      [{ clusterTrustBundle: { name, path: 'p' } }],
      [`[0].clusterTrustBundle.name: Invalid value: "${name}": not a valid clustertrustbundlename: ${sentence}`],
    ]),
    [
      'a bundle has an empty name, and labels',
      [{ clusterTrustBundle: { name: '', labelSelector: {}, path: 'p' } }],
      [
        '[0].clusterTrustBundle.name: Required value: must be a valid object name',
        '[0].clusterTrustBundle.name: Invalid value: "": not a valid clustertrustbundlename: a lowercase RFC 1123 subdomain',
        '[0].clusterTrustBundle.labelSelector: Invalid value: {}: labelSelector must be unset if name is specified',
      ],
    ],
    [
      'a signer has an empty name',
      [{ clusterTrustBundle: { signerName: '', labelSelector: { matchLabels: { a: '-' } }, path: 'p' } }],
      [
        '[0].clusterTrustBundle.signerName: Required value: must be a valid signer name',
        '[0].clusterTrustBundle.signerName: Required value: the signer, in the form example.com/signer-name',
        '[0].clusterTrustBundle.labelSelector.matchLabels[a]: Invalid value: "-": a valid label must',
      ],
    ],
    ...(
      [
        ['x', ['"x": must be a fully qualified domain and path of the form \'example.com/signer-name\'']],
        ['a.b/c/d', ['"a.b/c/d": must be a fully qualified domain and path']],
        ['a/b', ['"a": should be a domain with at least two segments separated by dots']],
        ['a..B/c', ['"a..B": validating label "": a lowercase RFC 1123 label']],
        ['a.b/C', ['"C": validating label "C": a lowercase RFC 1123 subdomain']],
      ] as const
    ).map(([signerName, sentences]): [string, Sources, string[]] => [
      `a signer is called ${signerName}`,
      [{ podCertificate: { ...certificate, signerName } }],
      sentences.map((sentence) => `[0].podCertificate.signerName: Invalid value: ${sentence}`),
    ]),
    [
      'a signer has a long name',
      [{ podCertificate: { ...certificate, signerName: `${n(63)}.${n(63)}.${n(63)}.${n(63)}/${n(253)}.${n(253)}` } }],
      [
        '[0].podCertificate.signerName: Too long: may not be more than 253 bytes; this is about the domain of the signer',
        '[0].podCertificate.signerName: Too long: may not be more than 571 bytes; this is about the whole name of the signer',
      ],
    ],
    [
      'a certificate lacks all',
      [
        {
          podCertificate: {
            maxExpirationSeconds: 3599,
            userAnnotations: { '': '', a: '', 'a b/c': 'x'.repeat(256 * 1024) },
          },
        },
      ],
      [
        '[0].podCertificate.signerName: Required value: the signer, in the form example.com/signer-name',
        '[0].podCertificate.userAnnotations[]: Required value: a key may not be empty',
        '[0].podCertificate.userAnnotations[a]: Invalid value: "a": must be a domain-prefixed key (such as "acme.io/foo")',
        '[0].podCertificate.userAnnotations[a b/c]: Invalid value: "a b/c": prefix part a lowercase RFC 1123 subdomain',
        '[0].podCertificate.userAnnotations: Too long: may not be more than 262144 bytes',
        '[0].podCertificate.keyType: Unsupported value: "": supported values: "RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519"',
        '[0].podCertificate.maxExpirationSeconds: Invalid value: 3599: if provided, maxExpirationSeconds must be >= 3600',
        '[0].podCertificate: Required value: specify at least one of credentialBundlePath, keyPath, and certificateChainPath',
      ],
    ],
    [
      'files of certificates are elsewhere',
      [{ podCertificate: { ...certificate, keyPath: '/k', certificateChainPath: '../c', maxExpirationSeconds: 3600 } }],
      [
        '[0].podCertificate.keyPath: Invalid value: "/k": must be a relative path',
        `[0].podCertificate.certificateChainPath: Invalid value: "../c": must not contain '..'`,
      ],
    ],
    [
      'certificates are good for too long',
      [
        { podCertificate: { ...certificate, maxExpirationSeconds: 7862401 } },
        {
          podCertificate: {
            ...certificate,
            credentialBundlePath: '..a',
            signerName: 'a.kubernetes.io/x',
            maxExpirationSeconds: 86401,
          },
        },
      ],
      [
        '[0].podCertificate.maxExpirationSeconds: Invalid value: 7862401: if provided, maxExpirationSeconds must be <= 7862400',
        '[1].podCertificate.maxExpirationSeconds: Invalid value: 86401: if provided, maxExpirationSeconds must be <= 86400',
        `[1].podCertificate.credentialBundlePath: Invalid value: "..a": must not start with '..'`,
      ],
    ],
  ])('%s', (_, sources, want) => {
    const found = sentencesOnVolume({ projected: { sources } }).map((one) => one.replace('projected.sources', ''))
    expect(beginnings(found, want)).toEqual(want)
  })

  it('their files may be read by nobody', () => {
    expect(sentencesOnVolume({ projected: { defaultMode: 512 } })).toEqual([
      'projected.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive; JSON has decimal numbers: 0777 is 511',
    ])
  })
})
