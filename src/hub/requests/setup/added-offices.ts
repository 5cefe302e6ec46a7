// Offices that were added while the hubs ran: whoever added one lets its first person in.
import type { OfficeId } from '#domain/ids';
import type { SetupAsk } from '#protocol/setup-schema';
import type { AccessStore } from '#store/access-store';
import type { HubTalk } from '../../hub-talk.ts';
import type { StaffCaller } from '../../socket-types.ts';

type Maker = Pick<StaffCaller, 'office' | 'id'>;

export class AddedOffices {
	readonly #access: AccessStore;
	readonly #talk: HubTalk;
	readonly #makers = new Map<OfficeId, Maker>();

	constructor(access: AccessStore, talk: HubTalk) {
		this.#access = access;
		this.#talk = talk;
		talk.on('added', ({ office, by }) => this.#makers.set(office, by));
	}

	/** Known at every hub. */
	add(office: OfficeId, by: Maker): void {
		this.#makers.set(office, by);
		this.#talk.publish({ say: 'added', office, by });
	}

	/** Whoever added an office lets its first person in; from then on it is an office like any other. */
	async isFirstAccount(caller: StaffCaller, ask: SetupAsk): Promise<boolean> {
		if (ask.ask !== 'set-password') return false;
		const maker = this.#makers.get(ask.office);
		if (maker?.office !== caller.office || maker.id !== caller.id) return false;
		return (await this.#access.accounts(ask.office)).length === 0;
	}
}
