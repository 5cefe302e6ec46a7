// Why a device cannot be had at its address: looked at from outside, step by step, when the device itself says nothing better.
import { readdirSync, readlinkSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { rightsTo } from './check-machine.ts';

export interface Obstacle {
	readonly said: string;
	readonly cure: string;
}

const CONNECT_MS = 2000;

/** What stands in the way, or null when nothing can be seen from outside. */
export async function obstacleAt(address: string): Promise<Obstacle | null> {
	const tcp = /^tcp:\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?\/?$/.exec(address);
	if (tcp !== null) return tcpObstacle((tcp[1] ?? '').replace(/[[\]]/g, ''), Number(tcp[2] ?? 9100));
	const file = /^(?:serial|usb):(\/[^?]+)/.exec(address)?.[1] ?? null;
	return file === null ? null : fileObstacle(file);
}

function tcpObstacle(host: string, port: number): Promise<Obstacle | null> {
	const at = `${host}:${String(port)}`;
	return new Promise((resolve) => {
		const socket = connect({ host, port, timeout: CONNECT_MS });
		const end = (obstacle: Obstacle | null): void => {
			socket.destroy();
			resolve(obstacle);
		};
		socket.once('connect', () => end(null));
		socket.once('timeout', () =>
			end({
				said: `${at} does not answer`,
				cure: `is it switched on and plugged into the network? ping ${host}; its own status page (hold the feed button while switching on) prints the address it has`,
			}),
		);
		socket.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'ECONNREFUSED')
				return end({
					said: `${host} is there, but nothing listens on port ${String(port)}`,
					cure: 'printers usually listen on 9100: correct the address in setup, or switch raw printing on in the printer',
				});
			if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
				return end({
					said: `the name ${host} is not known`,
					cure: 'write its number in setup, such as tcp://192.168.1.50:9100',
				});
			end({ said: `${at}: ${error.message}`, cure: `is this machine on the same network? ping ${host}` });
		});
	});
}

function fileObstacle(path: string): Obstacle | null {
	const rights = rightsTo(path);
	if (rights === null) return takenBy(path);
	if (rights === 'EACCES') {
		const group = groupOf(path);
		return {
			said: `${path} may not be used by ${userInfo().username}`,
			cure: `sudo usermod -aG ${group} ${userInfo().username}, then start the agent anew`,
		};
	}
	const others = likeIt(path);
	return {
		said: `${path} is not there`,
		cure: `plug it in, or correct the address in setup${others.length > 0 ? `; here are ${others.join(', ')}` : ''}`,
	};
}

/** Processes of other users are seen by root alone. */
function takenBy(path: string): Obstacle | null {
	const real = realpathSync(path);
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		if (Number(pid) === process.pid || !holds(pid, real)) continue;
		const name = read(`/proc/${pid}/comm`).trim();
		return {
			said: `${path} is taken by ${name} (process ${pid})`,
			cure: `stop that program: sudo systemctl stop ${name}, or sudo kill ${pid}`,
		};
	}
	return null;
}

function holds(pid: string, path: string): boolean {
	try {
		return readdirSync(`/proc/${pid}/fd`).some((fd) => {
			try {
				return readlinkSync(`/proc/${pid}/fd/${fd}`) === path;
			} catch {
				return false;
			}
		});
	} catch {
		return false;
	}
}

function groupOf(path: string): string {
	const { gid } = statSync(path);
	const line = read('/etc/group')
		.split('\n')
		.find((one) => one.split(':')[2] === String(gid));
	return line?.split(':')[0] ?? String(gid);
}

/** Devices of the same kind that are there. */
function likeIt(path: string): string[] {
	const isPrinter = path.startsWith('/dev/usb') || path.startsWith('/dev/lp');
	const [folder, names] = isPrinter ? ['/dev/usb', /^lp\d+$/] : ['/dev', /^tty(USB|ACM)\d+$/];
	try {
		return readdirSync(folder)
			.filter((name) => names.test(name))
			.map((name) => `${folder}/${name}`);
	} catch {
		return [];
	}
}

function read(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}
