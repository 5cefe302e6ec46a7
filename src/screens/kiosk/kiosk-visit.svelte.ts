// One customer at the kiosk, from the first touch to the ticket; everything about them ends with `startOver`.
import type { CommandId, ServiceId } from '#domain/ids';
import type { SeenCode } from '#protocol/desk-schema';
import type { Code, Made } from '#protocol/answers';
import type { DeviceId } from '#domain/ids';
import type { SpokenLanguage } from '#screens/i18n/spoken-languages.ts';
import { newCommandId } from '#screens/live/command-id.ts';
import type { Connection } from '#screens/live/connection.svelte.ts';

export type KioskStep =
	| { readonly at: 'welcome' }
	| { readonly at: 'groups' }
	| { readonly at: 'services'; readonly group: string | null }
	| { readonly at: 'confirm'; readonly service: ServiceId; readonly back: KioskStep }
	/** A ticket or a referral was held to the scanner. */
	| { readonly at: 'scanned'; readonly code: SeenCode; readonly back: KioskStep }
	| { readonly at: 'issued'; readonly service: ServiceId; readonly made: Made; readonly shownAt: number };

export type HelpState = 'none' | 'asking' | 'asked' | 'failed';

export class KioskVisit {
	#connection: Connection;
	#step = $state.raw<KioskStep>({ at: 'welcome' });
	#language = $state.raw<SpokenLanguage | null>(null);
	#larger = $state.raw(false);
	#issuing = $state.raw(false);
	#refused = $state.raw<Code | null>(null);
	#help = $state.raw<HelpState>('none');
	/** One tap, two taps, a retry after silence: the same id, so the same one ticket. Null once it is known how it went. */
	#wish: { readonly service: ServiceId; readonly id: CommandId } | null = null;
	/** Counts customers: an answer that comes after its customer left is nobody's. */
	#customer = 0;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	get step(): KioskStep {
		return this.#step;
	}
	/** Null until somebody chose. */
	get language(): SpokenLanguage | null {
		return this.#language;
	}
	get larger(): boolean {
		return this.#larger;
	}
	get issuing(): boolean {
		return this.#issuing;
	}
	/** Why the last try gave no ticket. */
	get refused(): Code | null {
		return this.#refused;
	}
	get help(): HelpState {
		return this.#help;
	}

	go(step: KioskStep): void {
		if (this.#issuing) return;
		this.#refused = null;
		this.#step = step;
	}

	/** What was scanned is shown at once, whatever was on the screen; closing it goes back there. */
	scanned(code: SeenCode): void {
		if (this.#issuing) return;
		const back = this.#step.at === 'scanned' ? this.#step.back : this.#step;
		this.go({ at: 'scanned', code, back });
	}

	speak(language: SpokenLanguage): void {
		this.#language = language;
	}

	resize(): void {
		this.#larger = !this.#larger;
	}

	async issue(service: ServiceId, printer: DeviceId | null, language: SpokenLanguage): Promise<void> {
		if (this.#issuing) return;
		this.#issuing = true;
		this.#refused = null;
		const customer = this.#customer;
		const wish = this.#wish?.service === service ? this.#wish : { service, id: newCommandId() };
		this.#wish = wish;
		const answer = await this.#connection.command(
			{
				type: 'IssueTicket',
				services: [service],
				language: language.tag,
				needs: [],
				priority: 'normal',
				channel: 'kiosk',
				printer,
			},
			wish.id,
		);
		if (customer !== this.#customer) return;
		this.#issuing = false;
		if (answer.ok || answer.code !== 'no-answer') this.#wish = null;
		if (answer.ok) {
			this.#step = { at: 'issued', service, made: answer.made, shownAt: performance.now() };
		} else {
			this.#refused = answer.code;
		}
	}

	async askHelp(kiosk: DeviceId): Promise<void> {
		if (this.#help === 'asking' || this.#help === 'asked') return;
		this.#help = 'asking';
		const answer = await this.#connection.command({
			type: 'RequestHelp',
			place: { kind: 'kiosk', id: kiosk },
		});
		if (this.#help === 'asking') this.#help = answer.ok ? 'asked' : 'failed';
	}

	closeHelp(): void {
		this.#help = 'none';
	}

	/** Nothing of this customer stays on the screen or in memory. */
	startOver(): void {
		this.#step = { at: 'welcome' };
		this.#language = null;
		this.#larger = false;
		this.#refused = null;
		this.#help = 'none';
		this.#issuing = false;
		this.#wish = null;
		this.#customer += 1;
	}
}
