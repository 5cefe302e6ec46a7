// The simulated machine that runs now: what the simulated `socket.io` finds when the program imports it.
import type { Network } from './network.ts';

let here: Network | null = null;

export function setNetwork(network: Network | null): void {
	here = network;
}

/** @throws when nothing is being simulated. */
export function network(): Network {
	if (here === null) throw new Error('no network: this socket belongs to a simulation that is not running');
	return here;
}
