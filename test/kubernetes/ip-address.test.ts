import { describe, expect, it } from 'vitest'
import { ipAddressMistakes } from '../../src/kubernetes/ip-address.ts'

describe('an IP address', () => {
  it.each([
    '10.9.8.7',
    '0.0.0.0',
    '255.255.255.255',
    '::',
    '::1',
    '2001:DB8::ffff',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1:2:3:4:5:6:1.2.3.4',
    '1::1.2.3.4',
    '::fffe:1.2.3.4',
    '::01',
  ])('%s is one', (text) => {
    expect(ipAddressMistakes(text)).toEqual([])
  })

  it.each([
    '',
    '1',
    'a.b',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1..3.4',
    '1.2.3.4 ',
    '+1.2.3.4',
    '1.2:3',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    ':1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7:',
    '::g',
    '12345::',
    '::1.2.3',
    '::1.2.3.4:5',
    '1:2:3:4:5:6:7:1.2.3.4',
    '1.2.3.4::',
    'fe80::1%eth0',
  ])('%s is none', (text) => {
    expect(ipAddressMistakes(text)).toEqual(['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'])
  })

  it.each(['01.2.3.4', '1.2.3.04', '00.0.0.0', '::01.2.3.4', '::ffff:1.2.03.4', '00001::', '::00000'])(
    '%s has leading zeros',
    (text) => {
      expect(ipAddressMistakes(text)).toEqual(['must not have leading 0s'])
    },
  )

  it.each(['::ffff:1.2.3.4', '::FFFF:102:304', '0:0:0:0:0:ffff:1.2.3.4', '::ffff:0:0'])(
    '%s stands for another',
    (text) => {
      expect(ipAddressMistakes(text)).toEqual(['must not be an IPv4-mapped IPv6 address'])
    },
  )
})
