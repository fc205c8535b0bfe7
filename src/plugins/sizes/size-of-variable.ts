import { bytesOf } from '../../kubernetes/names.ts'

/**
 * Linux starts no program with a variable that is longer, on machines with pages of 4 KiB: execve(2), MAX_ARG_STRLEN.
 * The whole of `NAME=value` counts, and the NUL behind it.
 */
export const longestVariable = 131_072

/** The bytes of a variable, as the kernel counts them. */
export const sizeOfVariable = (name: string, value: number): number => bytesOf(name) + value + 2
