// A counter sign without hardware: shows what it is told, and dashes when nobody tells it anything any more.
import type { Reply, Say, SignLook } from '../../serial/desk-messages.ts';
import { VirtualUnit } from './virtual-unit.ts';

const DARK: SignLook = { mode: 'dark', arrow: 'none', letter: '', digits: '', call: 0, brightness: 0 };

export class VirtualSign extends VirtualUnit {
	#look = DARK;
	#flashes = 0;

	/** What is lit. */
	get look(): SignLook {
		if (this.fault === 'unplugged') return DARK;
		return this.isAlone ? { ...DARK, mode: 'dashes' } : this.#look;
	}

	/** How often it has begun to flash. */
	get flashes(): number {
		return this.#flashes;
	}

	protected override obey(say: Say): Reply {
		if (say.kind === 'poll') return { kind: 'done' };
		if (say.kind !== 'sign') return { kind: 'refused', why: 'unknown' };
		const { look } = say;
		const isNew = this.#look.mode !== 'flash' || this.#look.call !== look.call;
		if (look.mode === 'flash' && isNew) this.#flashes += 1;
		this.#look = look;
		this.changed();
		return { kind: 'done' };
	}

	protected override forget(): void {
		this.#look = DARK;
	}
}
