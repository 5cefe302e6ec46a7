// Whether ten thousand waiting make a ticket or a call dearer than ten do: two offices of one hub, taken in turns.
import type { HubClient } from '#support/hub-client';
import { BenchLobby, progress, startBenchHub } from './bench-lobby.ts';
import { hubCall, watching } from './call-to-display.ts';
import { figure, median, share } from './figures.ts';
import type { Figure } from './figures.ts';

const AT_ONCE = 100;
const ROUNDS = 30;
const CALLS = 25;

interface Office {
	readonly lobby: BenchLobby;
	readonly kiosks: readonly HubClient[];
	readonly display: HubClient;
	/** Milliseconds for a hundred tickets at once. */
	readonly bursts: number[];
	readonly calls: number[];
}

export async function waitingLine(): Promise<Figure[]> {
	const hub = await startBenchHub();
	try {
		const open = async (waiting: number): Promise<Office> => {
			const lobby = await BenchLobby.open(hub);
			const kiosks = await lobby.kiosks(AT_ONCE);
			progress(`${waiting.toLocaleString('en')} join the line`);
			await lobby.fill(kiosks, waiting);
			return { lobby, kiosks, display: await watching(lobby), bursts: [], calls: [] };
		};
		const few = await open(10);
		const many = await open(10_000);
		for (let round = 0; round <= ROUNDS; round += 1) {
			progress(`10 and 10,000 waiting: round ${String(round)} of ${String(ROUNDS)}`);
			for (const office of round % 2 === 0 ? [few, many] : [many, few]) await play(office, round > 0);
		}
		for (const { lobby } of [few, many]) lobby.cast.close();
		return [
			figure('issue-10k-vs-10', median(many.bursts), 'ms per 100', median(few.bursts)),
			figure('call-10k-vs-10', median(many.calls), 'ms', median(few.calls)),
			figure('call-p99-10k-vs-10', share(many.calls, 0.99), 'ms', share(few.calls, 0.99)),
		];
	} finally {
		await hub.stop();
	}
}

/** A hundred come at once, some are called; then as many leave as came, so that the line is as long as before. */
async function play(office: Office, measured: boolean): Promise<void> {
	const { lobby, kiosks, display } = office;
	const began = performance.now();
	const issued = await Promise.all(kiosks.map((kiosk) => lobby.must(kiosk, lobby.issueCommand)));
	if (measured) office.bursts.push(performance.now() - began);
	await new Promise((next) => setTimeout(next, 20));
	for (let call = 0; call < CALLS; call += 1) {
		const took = await hubCall(lobby, [display]);
		if (measured) office.calls.push(took);
	}
	const leaving = issued.flatMap(({ made }) => (made.ticket === undefined ? [] : [made.ticket])).slice(CALLS);
	await Promise.all(
		leaving.map((ticket) =>
			lobby.must(lobby.cast.supervisor, { type: 'CancelTicket', ticket, reason: 'left' }),
		),
	);
	await new Promise((next) => setTimeout(next, 20));
}
