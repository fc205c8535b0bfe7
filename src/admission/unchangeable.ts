import type { Requirement } from './rule.ts'

/** The object has the types that its kind demands; no rule could judge it otherwise. */
export const decodes: Requirement = {
  id: 'decodes',
  nature: 'upstream',
  about: {
    why: 'A field has a value of another JSON type than its kind of object demands, such as text for a number.',
    fix: 'Write the field as the message says.',
  },
}

/** The webhook is sent what it is for. */
export const resourceExpected: Requirement = {
  id: 'resource-expected',
  nature: 'upstream',
  about: {
    why: 'A webhook configuration sends other objects to the path than the webhook there is for.',
    fix: 'Put the rules of the webhook configuration right; [webhooks.md](webhooks.md) lists what each path is for.',
  },
}

/** The webhook is asked about what it is for. */
export const operationExpected: Requirement = {
  id: 'operation-expected',
  nature: 'upstream',
  about: {
    why: 'A webhook configuration asks the path about other operations than the webhook there is for.',
    fix: 'Put the rules of the webhook configuration right; [webhooks.md](webhooks.md) lists what each path is for.',
  },
}

/** What is refused under all settings: without it there is nothing to be judged. */
export const unchangeable: readonly Requirement[] = [decodes, resourceExpected, operationExpected]
