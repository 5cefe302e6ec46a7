// Opens the port, or says in words why it cannot be opened.
import type { Server } from 'node:http';
import type { Config } from '#hub/config';

export class PortNotFree extends Error {
	override readonly name = 'PortNotFree';
}

/** Answers the address, such as `http://127.0.0.1:3000`. @throws PortNotFree when it cannot be had, with the cure. */
export function listen(http: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<string> {
	return new Promise((resolve, reject) => {
		http.once('error', (error: NodeJS.ErrnoException) => reject(inWords(error, port, host)));
		http.listen(port, host, () => {
			const address = http.address();
			const actual = typeof address === 'object' && address !== null ? address.port : port;
			resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
		});
	});
}

function inWords(error: NodeJS.ErrnoException, port: number, host: string): Error {
	switch (error.code) {
		case 'EADDRINUSE':
			return new PortNotFree(
				`Port ${port} on ${host} is in use. Stop what uses it, or choose another with PORT=${port + 1}.`,
			);
		case 'EACCES':
			return new PortNotFree(
				`Port ${port} may not be opened by this user. Choose one above 1023 with PORT=3000.`,
			);
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return new PortNotFree(
				`HOST=${host} is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all.`,
			);
		default:
			return error;
	}
}
