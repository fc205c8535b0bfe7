import type { DocumentOptions, ParseOptions, ScalarTag, SchemaOptions, Tags } from 'yaml'

const core = 'tag:yaml.org,2002:'

/** `0o644`, which YAML 1.1 has as `0644` alone. */
const prefixedOctal: ScalarTag = {
  tag: `${core}int`,
  default: true,
  test: /^[-+]?0[oO][0-7_]+$/,
  resolve: (text) => (text.startsWith('-') ? -1 : 1) * Number.parseInt(text.replace(/^[-+]?0[oO]|_/g, ''), 8),
}

/** A number has a digit before any exponent: `.`, a common argument of commands, is text. */
const float: ScalarTag = {
  tag: `${core}float`,
  default: true,
  test: /^[-+]?(\.\d[\d_]*|\d[\d_]*(\.[\d_]*)?)([eE][-+]?\d+)?$/,
  resolve: (text) => Number(text.replaceAll('_', '')),
}

const binary: ScalarTag = { tag: `${core}binary`, resolve: (text) => Buffer.from(text, 'base64').toString() }

/** Tags of the YAML library that read something else than Kubernetes does. */
const differs = (tag: Tags[number]): boolean =>
  typeof tag === 'object' &&
  ([`${core}timestamp`, `${core}binary`].includes(tag.tag) ||
    ('format' in tag && tag.format === 'TIME') ||
    (tag.tag === float.tag && 'test' in tag && !tag.test?.test('.nan')))

/**
 * Reads plain scalars as kubectl does: `yes`, `on` and `y` are true, `0644` is 420, but `1:30` and `2001-01-01` are text.
 * Mirrors sigs.k8s.io/yaml, which is YAML 1.1 but for these.
 */
export const kubernetesSchema: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  customTags: (tags) => [...tags.filter((tag) => !differs(tag)), prefixedOctal, float, binary],
}
