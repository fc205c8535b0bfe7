import { describe, expect, it } from 'vitest'
import { readGoFloat } from '../../src/kubernetes/go-float.ts'

describe('a number for Go', () => {
  it.each<[string, number]>([
    ['1', 1],
    ['010', 10],
    ['1.5', 1.5],
    ['1.', 1],
    ['.5', 0.5],
    ['1e2', 100],
    ['-2E+1', -20],
    ['1_0', 10],
    ['1e1_0', 1e10],
    ['0x1p4', 16],
    ['0X_f.8p-1', 7.75],
    ['0x.8p1', 1],
    ['-0x1p1', -2],
    ['0x0p5', 0],
    ['0x00000000000000000001p-2', 0.25],
    ['0x123456789abcdef01234p0', Number('0x123456789abcdef01234')],
    ['0x1p-1074', 5e-324],
    ['1e-999', 0],
    ['0x1p-2000', 0],
    ['Inf', Number.POSITIVE_INFINITY],
    ['+infinity', Number.POSITIVE_INFINITY],
    ['-INF', Number.NEGATIVE_INFINITY],
    ['nAn', Number.NaN],
  ])('%s', (text, value) => {
    expect(readGoFloat(text)).toBe(value)
  })
})

describe('no number for Go', () => {
  it.each([
    '',
    ' ',
    'x',
    ' 1',
    '1 ',
    '+',
    '.',
    '1.2.3',
    '1e',
    '1e+',
    '_1',
    '1_',
    '1__0',
    '1_.5',
    '1_e5',
    '0x',
    '0x1',
    '0xp1',
    '0x1p',
    '-nan',
    'infin',
  ])('"%s"', (text) => expect(readGoFloat(text)).toBe('invalid syntax'))

  it.each(['1e999', '-1e999', '0x1p1024', `0x1p${'9'.repeat(30)}`])('%s: out of range', (text) => {
    expect(readGoFloat(text)).toBe('value out of range')
  })
})
