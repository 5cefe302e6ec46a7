// What every staff screen works with: the live lobby, hub time, and one command at a time with what came of it.
import { getContext, setContext } from 'svelte';
import type { Language, StaffId, Wording } from '#domain/ids';
import { inWords } from '#screens/i18n/wording.ts';
import { timeOfDay, whenOpens } from '#screens/i18n/format.ts';
import type { Connection } from '#screens/live/connection.svelte.ts';
import { HubClock } from '#screens/live/hub-clock.svelte.ts';
import type { LiveView } from '#screens/live/live-view.svelte.ts';
import type { CommandId } from '#domain/ids';
import { newCommandId } from '#screens/live/command-id.ts';
import type { Made, Refused } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import type { OfficeRow } from '#projections/rows/office-rows';
import type { StationView } from '#projections/station';
import { sentenceOf } from './refusal.ts';

/** Staff screens speak English; the office's own texts are shown in it where they have it. */
export const STAFF_LANGUAGE: Language = 'en';
/** How long after its answer a command is waited for in the view, in ms. */
const SHOWN_MS = 2_000;
const GOOD_NEWS_MS = 6_000;
const SLOW_MS = 250;

export interface Said {
	readonly look: 'good' | 'trouble';
	readonly text: string;
	/** The refusal's code, or null for good news. */
	readonly code: string | null;
}

export class Desk {
	readonly connection: Connection;
	readonly live: LiveView<StationView>;
	#clock: HubClock;
	#busy = $state.raw(false);
	/** Under way for so long that it should show; most commands are done before a button could blink. */
	#slow = $state.raw(false);
	#said = $state.raw<Said | null>(null);
	#forget: ReturnType<typeof setTimeout> | undefined;
	/** A command without an answer keeps its id, so that the next try is the same command. */
	#unanswered: { readonly key: string; readonly id: CommandId } | null = null;

	/** Call it while a component is being made: its clock ends with that component. */
	constructor(connection: Connection, audience: 'station' | 'floor') {
		this.connection = connection;
		this.live = connection.watch<StationView>(audience);
		this.#clock = new HubClock(connection);
	}

	get view(): StationView | null {
		return this.live.current;
	}

	/** Hub time, ms since 1970; ticks each second. */
	get now(): number {
		return this.#clock.now;
	}

	/** The signed-in person's id; empty for a screen nobody is signed in at. */
	get me(): StaffId {
		const { you } = this.connection;
		return you?.kind === 'staff' ? you.id : ('' as StaffId);
	}

	get office(): OfficeRow | null {
		return Object.values(this.view?.office ?? {})[0] ?? null;
	}

	get busy(): boolean {
		return this.#busy;
	}

	/** False while the hub is not heard or takes its time: actions are off, and look it. */
	get ready(): boolean {
		return !this.#slow && !this.connection.stale;
	}

	/** Resolves when no command is under way. */
	async settled(): Promise<void> {
		while (this.#busy) await pause();
	}

	get said(): Said | null {
		return this.#said;
	}

	text(wording: Wording): string {
		return inWords(wording, STAFF_LANGUAGE);
	}

	time(at: number): string {
		return timeOfDay(at, STAFF_LANGUAGE, this.office?.timeZone ?? 'UTC');
	}

	when(at: number): string {
		return whenOpens(at, this.now, STAFF_LANGUAGE, this.office?.timeZone ?? 'UTC');
	}

	say(text: string): void {
		this.#show({ look: 'good', text, code: null });
	}

	refuse(refused: Refused): void {
		const text = this.view === null ? refused.code : sentenceOf(refused, this.view, (at) => this.when(at));
		this.#show({ look: 'trouble', text, code: refused.code });
	}

	complain(text: string): void {
		this.#show({ look: 'trouble', text, code: 'screen' });
	}

	hush(): void {
		this.#said = null;
	}

	/**
	 * Sends one command; a second one while it is under way is not sent. Resolves once the view shows it.
	 * Null: refused, and the sentence about it is on the screen.
	 */
	async send(command: WireCommand, done: string | null = null): Promise<Made | null> {
		const answer = await this.try(command, done);
		if (answer === null) return null;
		if (answer.ok) return answer.made;
		this.refuse(answer);
		return null;
	}

	/** Like `send`, for callers that answer a refusal themselves. Null: another command is under way. */
	async try(
		command: WireCommand,
		done: string | null = null,
	): Promise<{ readonly ok: true; readonly made: Made } | Refused | null> {
		if (this.#busy) return null;
		this.#busy = true;
		this.#said = null;
		const slow = setTimeout(() => (this.#slow = true), SLOW_MS);
		const key = JSON.stringify(command);
		const id = this.#unanswered?.key === key ? this.#unanswered.id : newCommandId();
		try {
			const answer = await this.connection.command(command, id);
			this.#unanswered = !answer.ok && answer.code === 'no-answer' ? { key, id } : null;
			if (!answer.ok) return answer;
			await this.#shown(answer.position);
			if (done !== null) this.say(done);
			return answer;
		} finally {
			clearTimeout(slow);
			this.#slow = false;
			this.#busy = false;
		}
	}

	async #shown(position: number): Promise<void> {
		const until = performance.now() + SHOWN_MS;
		while (this.live.position < position && performance.now() < until) {
			await pause();
		}
	}

	#show(said: Said): void {
		clearTimeout(this.#forget);
		this.#said = said;
		if (said.look !== 'good') return;
		this.#forget = setTimeout(() => {
			if (this.#said === said) this.#said = null;
		}, GOOD_NEWS_MS);
	}
}

function pause(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 10));
}

const KEY = Symbol('desk');

export function setDesk(desk: Desk): Desk {
	return setContext(KEY, desk);
}

/** @throws when no screen above called `setDesk`. */
export function getDesk(): Desk {
	const desk = getContext<Desk | undefined>(KEY);
	if (desk === undefined) throw new Error('no desk: call setDesk(new Desk(...)) in the screen above');
	return desk;
}
