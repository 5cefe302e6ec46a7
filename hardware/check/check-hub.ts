// Whether the hub can be reached, speaks our version, knows this agent, and shows the same time.
import { io } from 'socket.io-client';
import type { Answer } from '#protocol/answers';
import type { AgentWork } from '#protocol/device-schema';
import type { Hello } from '#protocol/session-schema';
import { PROTOCOL_VERSION } from '#protocol/version';
import { note, ok, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

const PATIENCE_MS = 5000;
const CLOCKS_AGREE_MS = 2000;
/** From here on certificates and one-time codes may be refused. */
const CLOCKS_DISAGREE_MS = 60_000;

export interface HubSeen {
	readonly findings: readonly Finding[];
	/** What the hub says that this agent drives; null when it did not say. */
	readonly work: AgentWork | null;
}

export interface HubAsked {
	readonly hub: string;
	readonly token: string | null;
	/** False while another process works for this agent: its work is its own. */
	readonly askWork: boolean;
	/** Of this very program. */
	readonly version: string;
}

export async function checkHub(asked: HubAsked): Promise<HubSeen> {
	const reached = await reach(asked);
	if (reached.state === 'wrong') return { findings: [reached], work: null };
	const greeted = await greet(asked);
	return { findings: [reached, ...greeted.findings], work: greeted.work };
}

async function reach({ hub, version }: HubAsked): Promise<Finding> {
	try {
		const answer = await fetch(`${hub}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
		const body = (await answer.json()) as { version?: unknown; ok?: unknown };
		if (typeof body.version !== 'string') return foreign(hub);
		if (body.ok !== true)
			return note(
				'hub',
				`the hub at ${hub} answers, but says that it is not well`,
				"look into the hub's log",
			);
		if (body.version === version) return ok('hub', `the hub at ${hub} answers, version ${version}`);
		return note(
			'hub',
			`the hub at ${hub} answers with version ${body.version}, this is ${version}`,
			'bring both to the same version when it suits',
		);
	} catch (error) {
		if (error instanceof SyntaxError) return foreign(hub);
		return wrong('hub', `no hub at ${hub}: ${reasonOf(error)}`, cureOf(error));
	}
}

function foreign(hub: string): Finding {
	return wrong(
		'hub',
		`something answers at ${hub}, but it is no hub`,
		'correct the address: "hub" in the file, or --hub',
	);
}

function codeOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if (error.name === 'TimeoutError') return 'ETIMEDOUT';
	const { cause } = error;
	if (cause instanceof Error && 'code' in cause) return String(cause.code);
	return error.message;
}

function reasonOf(error: unknown): string {
	const code = codeOf(error);
	switch (code) {
		case 'ECONNREFUSED':
			return 'nothing listens there';
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return 'the name is not known';
		case 'ETIMEDOUT':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
		case 'UND_ERR_CONNECT_TIMEOUT':
			return 'no answer';
		default:
			return code;
	}
}

function cureOf(error: unknown): string {
	const code = codeOf(error);
	if (code === 'ECONNREFUSED')
		return 'start the hub there (systemctl status rotunda-hub), or correct the address; a hub on another machine must listen with HOST=0.0.0.0';
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
		return 'correct the name in "hub", or write the number instead, such as http://192.168.1.10:3000';
	if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code))
		return "give this machine the authority of the hub's certificate: NODE_EXTRA_CA_CERTS=/path/ca.pem";
	return 'is this machine on the network (ip addr), and does a wall (nftables) stand between the two?';
}

/** What the socket says: who we are, what time it is, and what we drive. */
async function greet({ hub, token, askWork }: HubAsked): Promise<HubSeen> {
	const socket = io(hub, {
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		timeout: PATIENCE_MS,
		auth: { protocol: PROTOCOL_VERSION, token },
	});
	try {
		await new Promise<void>((resolve, reject) => {
			socket.once('connect', resolve);
			socket.once('connect_error', reject);
		});
		const began = Date.now();
		const hello = (await socket.timeout(PATIENCE_MS).emitWithAck('hello', {})) as Answer<Hello>;
		const ended = Date.now();
		if (!hello.ok) return { findings: [wrong('pairing', `the hub says ${hello.code}`, PAIR)], work: null };
		const findings = [pairing(hello, token), clock(hello.at - (began + ended) / 2)];
		if (!askWork || hello.you?.kind !== 'device') return { findings, work: null };
		const work = (await socket.timeout(PATIENCE_MS).emitWithAck('work', {})) as Answer<AgentWork>;
		if (work.ok) return { findings, work };
		return { findings: [...findings, noWork(work.code)], work: null };
	} catch (error) {
		return { findings: [turnedAway(error)], work: null };
	} finally {
		socket.disconnect();
	}
}

const PAIR = 'get a code for this agent in setup, under Devices, and start it once with --code CODE';

function pairing({ you, demo }: Hello, token: string | null): Finding {
	if (you?.kind === 'device' && you.device === 'agent')
		return ok('pairing', `paired as ${you.id} of the office ${you.office}`);
	if (you !== null) return wrong('pairing', 'the token is not that of an agent', PAIR);
	if (demo !== null)
		return note('pairing', 'not paired yet; in the demo it pairs itself when it starts', null);
	return wrong(
		'pairing',
		token === null ? 'not paired with the hub' : 'the hub does not know this agent',
		PAIR,
	);
}

function clock(difference: number): Finding {
	const size = Math.abs(difference);
	if (size <= CLOCKS_AGREE_MS) return ok('clock', 'the clocks of this machine and of the hub agree');
	const said = `the clock of this machine is ${String(Math.round(size / 1000))} s ${difference > 0 ? 'behind' : 'ahead of'} the hub's`;
	const cure = 'timedatectl set-ntp true, on both machines';
	return size > CLOCKS_DISAGREE_MS ? wrong('clock', said, cure) : note('clock', said, cure);
}

function noWork(code: string): Finding {
	if (code !== 'not-allowed')
		return wrong('work', `the hub gives no work: ${code}`, "look into the hub's log");
	return wrong(
		'work',
		'another agent drives these devices with a copy of this token',
		'stop one of the two, or make it an agent of its own in setup and pair it with --code',
	);
}

function turnedAway(error: unknown): Finding {
	const code = (error as { data?: { code?: string } }).data?.code ?? null;
	switch (code) {
		case 'token-revoked':
			return wrong('pairing', 'the hub no longer knows this agent', PAIR);
		case 'stale-protocol':
			return wrong('hub', 'the hub speaks another version of the protocol', 'update the older of the two');
		case 'hub-stopping':
			return wrong('hub', 'the hub is starting or stopping', 'check again in a minute');
		default: {
			const why = error instanceof Error ? error.message : String(error);
			return wrong(
				'hub',
				`the hub's socket does not open: ${why}`,
				'a proxy between the two must pass WebSockets on',
			);
		}
	}
}
