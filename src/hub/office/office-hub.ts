// The one writer of an office: commands are decided one after another, stored together, answered, then told.
import { setTimeout as delay } from 'node:timers/promises';
import { decide } from '#domain/decide';
import type { Actor, Command } from '#domain/commands';
import type { StoredEvent } from '#domain/events';
import type { CommandId, Instant, OfficeId } from '#domain/ids';
import type { Lobby } from '#domain/lobby';
import { advance } from '#projections/advance';
import { Touched } from '#projections/touched';
import type { CommandAnswer } from '#protocol/answers';
import { OWN_TURN, PositionTaken, StoreAway } from '#store/event-store';
import type { EventStore, Turn } from '#store/event-store';
import { answerOf } from './answer-of.ts';
import { AnswersKept } from './answers-kept.ts';
import type { Clock } from '../clock.ts';
import { loadLobby, reloadLobby } from './lobby-loading.ts';
import { fault } from '../log.ts';
import type { Log } from '../log.ts';
import { pendingOf } from './pending.ts';
import type { Pending, Unless } from './pending.ts';
import { refused } from '../refused.ts';
import { Snapshots } from './snapshots.ts';
import { StorePatience, UNSURE_MS } from './store-patience.ts';

/** What a batch has changed, told once it is stored. */
export interface Committed {
	readonly events: readonly StoredEvent[];
	readonly touched: Touched;
	/** How long the append took; null for what another hub has appended. */
	readonly appendMs: number | null;
}

export interface OfficeHubParts {
	readonly store: EventStore;
	readonly clock: Clock;
	readonly log: Log;
	/** Called after the senders were answered, one batch after another. */
	readonly committed: (hub: OfficeHub, batch: Committed) => void;
	/** True where other hubs may append to the same record. */
	readonly shared: boolean;
	/** A store that is away is waited for so long, ms, before senders are told. */
	readonly patience: number;
}

/** More at once would hold up those who came first. */
const BATCH = 500;
/** A hub that loses one race after another goes on for so long, ms: senders wait ten seconds. */
const RACES_FOR = 8_000;
const AWAY_STEP = 50;
/** After another hub has appended, turns are taken for so long, ms: losing a race may cost more than waiting. */
const SHARED_FOR = 60_000;

export class OfficeHub {
	readonly id: OfficeId;
	readonly #parts: OfficeHubParts;
	readonly #answers = new AnswersKept();
	readonly #underWay = new Map<CommandId, Pending>();
	readonly #snapshots: Snapshots;
	readonly #patience: StorePatience;
	#lobby: Lobby;
	/** Position up to which everything is stored and told. */
	#told: number;
	#queue: Pending[] = [];
	#settled: (() => void)[] = [];
	#working = false;
	#stopping = false;
	/** The lobby in memory holds what was never stored, and could not be loaded anew yet. */
	#lost = false;
	/** Position that another hub is said to have reached. */
	#hinted = 0;
	#sharedUntil = -Infinity;

	private constructor(id: OfficeId, parts: OfficeHubParts, lobby: Lobby, snapshotAt: number) {
		this.id = id;
		this.#parts = parts;
		this.#lobby = lobby;
		this.#told = lobby.position;
		this.#patience = new StorePatience(id, parts.log, parts.patience);
		this.#snapshots = new Snapshots(id, parts.store, parts.log, snapshotAt);
	}

	static async open(id: OfficeId, parts: OfficeHubParts): Promise<OfficeHub> {
		const { lobby, snapshotAt } = await loadLobby(parts, id, () => null);
		const hub = new OfficeHub(id, parts, lobby, snapshotAt);
		if (hub.#snapshots.isDue(lobby)) await hub.#snapshots.save(lobby);
		return hub;
	}

	/** For looking only, and only between batches or inside `whenSettled`: see there. */
	get lobby(): Lobby {
		return this.#lobby;
	}

	get position(): number {
		return this.#told;
	}

	/** The last append or load failed. */
	get failing(): boolean {
		return this.#patience.failing;
	}

	/** Does a command once: the same id again gets the same answer, also while the first is under way. Never rejects. */
	do(by: Actor, id: CommandId, command: Command, unless: Unless | null = null): Promise<CommandAnswer> {
		const known = this.#answers.get(id);
		if (known !== null) return Promise.resolve(known);
		const twin = this.#underWay.get(id);
		if (twin !== undefined) return twin.answered;
		if (this.#stopping) return Promise.resolve(refused('hub-stopping'));
		const pending = pendingOf(by, id, command, unless);
		this.#underWay.set(id, pending);
		this.#queue.push(pending);
		this.#wake();
		return pending.answered;
	}

	/**
	 * Looks at the lobby when all of it is stored and told: between deciding and storing it shows what may never happen.
	 * @throws what `look` throws, or an error while the store cannot be read.
	 */
	whenSettled<Seen>(look: (lobby: Lobby) => Seen): Promise<Seen> {
		return new Promise((resolve, reject) => {
			const run = () => {
				try {
					if (this.#lost) throw new Error('the office cannot be read from its store');
					resolve(look(this.#lobby));
				} catch (error) {
					reject(error);
				}
			};
			if (!this.#working && !this.#lost && !this.#isBehind) return run();
			this.#settled.push(run);
			this.#wake();
		});
	}

	/** Another hub says that the record has reached that position: it is read as soon as the batch under way is done. */
	hint(position: number): void {
		if (position <= Math.max(this.#hinted, this.#told)) return;
		this.#hinted = position;
		this.#wake();
	}

	/** Resolves when all that is in the record by now is told. @throws while the store cannot be read. */
	async catchUp(): Promise<void> {
		if (!this.#parts.shared) return;
		this.#hinted = Infinity;
		await this.whenSettled(() => {
			if (this.#hinted === Infinity) throw new Error('the office cannot be read from its store');
		});
	}

	/** Answers what is under way, refuses what comes later, and leaves a snapshot behind. */
	async stop(): Promise<void> {
		this.#stopping = true;
		do await this.whenSettled(() => delay(1)).catch(() => undefined);
		while (this.#underWay.size > 0);
		if (!this.#lost && this.#snapshots.isWorthItAtStop(this.#lobby)) await this.#snapshots.save(this.#lobby);
	}

	#wake(): void {
		if (this.#working) return;
		this.#working = true;
		// What has arrived in this turn of the event loop shares one append.
		setImmediate(() => void this.#work());
	}

	async #work(): Promise<void> {
		do {
			const batch = this.#queue.splice(0, BATCH);
			// Who asks while this is under way looks after the next round: it may want what another hub has just appended.
			const looks = this.#settled.splice(0);
			await this.#handle(batch);
			for (const look of looks) look();
			// Between batches, not when all is quiet: a busy hub would never come to it. And not for what others have appended:
			// they keep their own.
			const isDue = batch.length > 0 && !this.#lost && this.#snapshots.isDue(this.#lobby);
			if (isDue) void this.#snapshots.save(this.#lobby);
		} while (this.#queue.length > 0 || this.#settled.length > 0);
		this.#working = false;
	}

	async #handle(batch: readonly Pending[]): Promise<void> {
		const began = performance.now();
		const unsure = batch.map(({ id }) => id).filter((id) => this.#answers.isUnsure(id));
		let isLookedUp = unsure.length === 0;
		for (let tries = 1; ; tries += 1) {
			let turn = OWN_TURN;
			try {
				const looking = isLookedUp ? null : this.#settleDone(unsure);
				// Heard by the `await` below; a turn that fails is not to leave it unheard.
				looking?.catch(() => undefined);
				// Loading takes a while: nobody is to wait for it.
				if (this.#lost) await this.#becomeCurrent();
				if (batch.length > 0) turn = await this.#turn();
				await looking;
				isLookedUp = true;
				await this.#becomeCurrent();
				const fresh = batch.filter((pending) => this.#isUnderWay(pending));
				if (fresh.length > 0) await this.#decideAndStore(fresh);
				this.#patience.works();
				return;
			} catch (error) {
				if (error instanceof PositionTaken) {
					this.#hinted = Infinity;
					// Each race that is lost is somebody else's progress, and may be lost again on a busy day.
					if (performance.now() - began < RACES_FOR) continue;
				}
				const isWorthWaiting = this.#patience.isWorthWaiting(error) && batch.length > 0;
				if (!isWorthWaiting) return await this.#giveUp(batch, error);
			} finally {
				turn.release();
			}
			await delay(AWAY_STEP * Math.min(tries, 10));
		}
	}

	/** While several hubs append, they take turns; where nobody else does, nobody waits. */
	async #turn(): Promise<Turn> {
		if (performance.now() > this.#sharedUntil) return OWN_TURN;
		const turn = await this.#parts.store.turn(this.id);
		// Whoever had it before has most likely appended.
		this.#hinted = Infinity;
		return turn;
	}

	async #giveUp(batch: readonly Pending[], error: unknown): Promise<void> {
		// Once, not with every look while it lasts.
		if (batch.length > 0 || !this.failing) this.#answerFault(batch, error);
		this.#patience.failed();
		await this.#becomeCurrent().catch(() => undefined);
	}

	get #isBehind(): boolean {
		return this.#hinted > this.#told;
	}

	#isUnderWay(pending: Pending): boolean {
		return this.#underWay.get(pending.id) === pending;
	}

	/**
	 * Commands whose events are in the record already are answered from it: somebody repeats what another hub did, or this one
	 * long ago. What is appended after this look is read before anything is decided, and `#heard` finds it there.
	 */
	async #settleDone(unsure: readonly CommandId[]): Promise<void> {
		this.#settleMade(await this.#parts.store.eventsOf(this.id, unsure));
		if (!this.#answers.knowsNewest) this.#answers.newest = await this.#parts.store.newestId(this.id);
	}

	#settleMade(events: readonly StoredEvent[]): void {
		for (const [id, made] of Map.groupBy(events, (stored) => stored.command)) {
			const pending = this.#underWay.get(id);
			if (pending !== undefined) this.#settle(pending, answerOf(made, 0));
		}
	}

	async #decideAndStore(batch: readonly Pending[]): Promise<void> {
		const touched = new Touched();
		const events: StoredEvent[] = [];
		// Each is decided on what the one before has left. The last is applied once it is stored: so a race that one command
		// has lost costs nothing but another look.
		let last: readonly StoredEvent[] = [];
		const answers = batch.map((pending) => {
			this.#apply(last, touched);
			const { answer, made } = this.#decide(pending);
			events.push(...made);
			last = made;
			return answer;
		});
		const started = performance.now();
		if (events.length > 0) await this.#append(events, batch);
		const appendMs = performance.now() - started;
		this.#apply(last, touched);
		this.#lost = false;
		batch.forEach((pending, index) => this.#settle(pending, answers[index] ?? refused('fault')));
		if (events.length === 0) return;
		// Lets the answers out before the updates.
		await new Promise<void>((resolve) => process.nextTick(resolve));
		this.#tell({ events, touched, appendMs });
	}

	/** Until it is stored, the lobby then shows what may never happen. */
	#apply(events: readonly StoredEvent[], touched: Touched): void {
		for (const stored of events) {
			this.#lost = true;
			advance(this.#lobby, stored, touched);
		}
	}

	async #append(events: readonly StoredEvent[], batch: readonly Pending[]): Promise<void> {
		try {
			await this.#parts.store.append(this.id, events);
		} catch (error) {
			if (error instanceof StoreAway) for (const { id } of batch) this.#patience.unsure.add(id);
			throw error;
		}
	}

	/** Changes nothing yet. */
	#decide({ id, by, command, unless }: Pending): { answer: CommandAnswer; made: readonly StoredEvent[] } {
		const lobby = this.#lobby;
		const nothing = (answer: CommandAnswer) => ({ answer, made: [] });
		const instead = unless?.(lobby) ?? null;
		if (instead !== null) return nothing(instead);
		const at: Instant = Math.max(this.#parts.clock.now(), lobby.at);
		let decision;
		try {
			decision = decide(lobby, command, { id, at, by });
		} catch (error) {
			// A rule that throws has changed nothing: only this command is at fault.
			const facts = { office: this.id, command: command.type };
			return nothing(fault(this.#parts.log, error, 'a rule failed', facts));
		}
		if ('refusal' in decision) return nothing(refused(decision.refusal.code, decision.refusal.facts));
		const made = decision.events.map((event, index): StoredEvent => {
			return { position: lobby.position + 1 + index, at, by, command: id, event };
		});
		return { answer: answerOf(made, lobby.position), made };
	}

	#settle(pending: Pending, answer: CommandAnswer): void {
		if (!this.#isUnderWay(pending)) return;
		this.#underWay.delete(pending.id);
		const isFinal = answer.ok || (answer.code !== 'fault' && answer.code !== 'no-answer');
		if (isFinal) {
			this.#answers.keep(pending.id, answer);
			this.#patience.unsure.delete(pending.id);
		}
		pending.answer(answer);
	}

	#answerFault(batch: readonly Pending[], error: unknown): void {
		const waiting = batch.filter((pending) => this.#isUnderWay(pending));
		const facts = { office: this.id, commands: waiting.length };
		const answer = fault(this.#parts.log, error, 'a batch could not be stored', facts);
		for (const pending of waiting) {
			// A fault says that nothing was changed. Where nobody knows, its sender asks again under the same id.
			if (!this.#patience.unsure.has(pending.id)) this.#settle(pending, answer);
			else void delay(UNSURE_MS).then(() => this.#settle(pending, refused('no-answer', answer.facts)));
		}
	}

	/** The lobby as the record has it; what another hub has appended meanwhile is told like our own. */
	async #becomeCurrent(): Promise<void> {
		if (!this.#lost && !this.#isBehind) return;
		// What is hinted at while this reads is another look's.
		const hinted = this.#hinted;
		this.#hinted = 0;
		try {
			if (this.#lost) await this.#load();
			else await this.#readOn();
		} catch (error) {
			this.#hinted = Math.max(this.#hinted, hinted);
			throw error;
		}
	}

	async #load(): Promise<void> {
		const { lobby, ...untold } = await reloadLobby(this.#parts, this.id, this.#told);
		this.#lobby = lobby;
		this.#lost = false;
		this.#heard({ ...untold, appendMs: null });
	}

	async #readOn(): Promise<void> {
		const touched = new Touched();
		const events: StoredEvent[] = [];
		try {
			for await (const stored of this.#parts.store.read(this.id, this.#lobby.position)) {
				// Were a rule to throw here, the lobby would be half changed.
				this.#lost = true;
				advance(this.#lobby, stored, touched);
				this.#lost = false;
				events.push(stored);
			}
		} finally {
			if (!this.#lost) this.#heard({ events, touched, appendMs: null });
		}
	}

	#heard(batch: Committed): void {
		if (batch.events.length === 0) return;
		this.#sharedUntil = performance.now() + SHARED_FOR;
		for (const { command } of batch.events) this.#answers.forget(command);
		this.#settleMade(batch.events);
		this.#tell(batch);
	}

	#tell(batch: Committed): void {
		this.#told = this.#lobby.position;
		try {
			this.#parts.committed(this, batch);
		} catch (error) {
			fault(this.#parts.log, error, 'a stored batch could not be told', { office: this.id });
		}
	}
}
