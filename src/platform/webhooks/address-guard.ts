import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

// Everything that is not the open internet: this machine, private and shared networks, link-local (cloud metadata),
// documentation, multicast, reserved.
const RANGES = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
const RANGES_6 = [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const;

const closed = new BlockList();
for (const [net, bits] of RANGES) closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of RANGES_6) closed.addSubnet(net, bits, 'ipv6');

/** Whether an address is on the open internet; one mapped into IPv6 counts as what it maps. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  const family = isIP(plain);
  if (family === 0) return false;
  if (family === 6 && /^::ffff:/i.test(plain)) return false;
  return !closed.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

export class ClosedAddress extends Error {}

/** This machine, by any spelling that a URL keeps. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || isLoopbackAddress(hostname);
const isLoopbackAddress = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));

/**
 * Looks a name up for a connection and lets only such addresses through. The connection goes to the very address that
 * was looked at, so a name that answers differently the second time gains nothing.
 */
const lookupOnly =
  (isAllowed: (address: string) => boolean, why: string): LookupFunction =>
  (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const addresses = error ? [] : found;
      const first = addresses[0];
      if (error || !first) return done(error ?? new Error(`no address for ${host}`), '', 0);
      if (!addresses.every((each) => isAllowed(each.address)))
        return done(new ClosedAddress(`${host} is not ${why}`), '', 0);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };

export const guardedLookup = lookupOnly(isPublicAddress, 'on the open internet');
export const loopbackLookup = lookupOnly(isLoopbackAddress, 'this machine');
