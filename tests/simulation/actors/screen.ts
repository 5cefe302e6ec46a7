// A screen with whoever stands in front of it: the real connection and live view, pressed by a made-up person.
import type { Actor } from '#domain/commands';
import type { CommandId } from '#domain/ids';
import { Connection } from '#screens/live/connection.svelte.ts';
import type { LiveView } from '#screens/live/live-view.svelte.ts';
import { newCommandId } from '#screens/live/command-id.ts';
import type { Tables } from '#projections/view';
import type { WireCommand } from '#protocol/command-schema';
import type { Audience } from '#protocol/view-schema';
import { anotherSetUp } from './another-set-up.ts';
import type { Deeds } from '../laws/deeds.ts';
import { HUB } from './hub-process.ts';
import { Program } from '../machine/program.ts';
import type { VirtualTime } from '../machine/virtual-time.ts';

export interface ScreenParts {
	readonly name: string;
	readonly audience: Audience;
	readonly actor: Actor;
	readonly token: string;
	readonly time: VirtualTime;
	readonly deeds: Deeds;
}

/** What a screen shows at some moment. */
export interface Shown {
	readonly name: string;
	readonly audience: Audience;
	readonly status: string;
	readonly shown: Tables | null;
}

export class Screen implements Shown {
	readonly name: string;
	readonly audience: Audience;
	readonly actor: Actor;
	/** Commands whose sender still waits. */
	waiting = 0;
	reloads = 0;
	readonly #parts: ScreenParts;
	#program: Program;
	#connection: Connection | null = null;
	#view: LiveView<Tables> | null = null;

	constructor(parts: ScreenParts) {
		this.#parts = parts;
		this.name = parts.name;
		this.audience = parts.audience;
		this.actor = parts.actor;
		this.#program = new Program(parts.name);
	}

	get program(): Program {
		return this.#program;
	}

	get isLive(): boolean {
		return this.#connection?.status === 'live';
	}

	get status(): string {
		return this.#connection?.status ?? 'closed';
	}

	get shown(): Tables | null {
		return this.#view?.current ?? null;
	}

	get position(): number {
		return this.#view?.position ?? 0;
	}

	open(): void {
		const { time, token } = this.#parts;
		time.plan(this.#program, 0, () => {
			const place = { read: () => token, keep: () => undefined, forget: () => undefined };
			this.#connection = new Connection(place, HUB);
			this.#view = this.#connection.watch<Tables>(this.audience);
		});
	}

	/** As a browser does it: everything of before is gone at once. */
	reload(): void {
		this.reloads += 1;
		this.waiting = 0;
		this.#program.die();
		this.#program = new Program(this.name);
		this.#connection = null;
		this.#view = null;
		this.open();
	}

	/** Sends it under one id, `taps` times at once; after silence some try once more. */
	press(command: WireCommand, taps: number, triesAgain: boolean): void {
		const { deeds, time } = this.#parts;
		time.plan(this.#program, 0, () => {
			const connection = this.#connection;
			if (connection === null) return;
			const id = newCommandId();
			deeds.meant(id, command, this.actor);
			for (let tap = 0; tap < taps; tap += 1) void this.#send(connection, command, id, triesAgain ? 2 : 1);
		});
	}

	/** Reads the office in setup, changes something, and saves it. */
	setUp(pick: number): void {
		const { time } = this.#parts;
		time.plan(this.#program, 0, () => {
			const connection = this.#connection;
			if (connection !== null) void changeOffice(connection, pick);
		});
	}

	async #send(connection: Connection, command: WireCommand, id: CommandId, tries: number): Promise<void> {
		const program = this.#program;
		this.waiting += 1;
		let answer = await connection.command(command, id);
		for (let tried = 1; tried < tries && !answer.ok && answer.code === 'no-answer'; tried += 1)
			answer = await connection.command(command, id);
		if (program !== this.#program) return;
		this.waiting -= 1;
		const deed = this.#parts.deeds.all.get(id);
		if (deed !== undefined) deed.final = answer;
	}
}

async function changeOffice(connection: Connection, pick: number): Promise<void> {
	const read = await connection.ask('setup', { ask: 'read-office' });
	if (!read.ok || read.office === undefined || read.revision === undefined) return;
	const office = anotherSetUp(read.office, pick);
	await connection.ask('setup', { ask: 'save-office', office, revision: read.revision });
}
