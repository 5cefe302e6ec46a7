// What every access store keeps: one suite for all of them.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DeviceId, OfficeId, StaffId } from '#domain/ids';
import type { AccessStore, PairedDevice, Session } from '#store/access-store';

const office = 'harborview' as OfficeId;
const elsewhere = 'northside' as OfficeId;
const rosa = 'rosa' as StaffId;
const wei = 'wei' as StaffId;
const session: Session = { office, staff: rosa, startedAt: 1_000, seenAt: 1_000 };
const kiosk: PairedDevice = { office, device: 'kiosk-1' as DeviceId, pairedAt: 1_000 };

export function accessContract(name: string, make: () => AccessStore | Promise<AccessStore>): void {
	const open = async () => {
		const store = await make();
		onTestFinished(() => store.close());
		return store;
	};

	describe(`${name} keeps the contract of an access store`, () => {
		test('A password is found again, and setting it anew replaces it', async () => {
			const store = await open();
			expect(await store.passwordOf(office, rosa)).toBeNull();
			await store.setPassword(office, rosa, 'first');
			await store.setPassword(office, rosa, 'second');
			expect(await store.passwordOf(office, rosa)).toBe('second');
		});

		test('The same name at another office is somebody else', async () => {
			const store = await open();
			await store.setPassword(office, wei, 'a');
			await store.setPassword(office, rosa, 'b');
			await store.setPassword(elsewhere, rosa, 'c');
			expect(await store.accounts(office)).toEqual([rosa, wei]);
			expect(await store.accounts(elsewhere)).toEqual([rosa]);
			expect(await store.passwordOf(elsewhere, wei)).toBeNull();
			expect(await store.passwordOf(elsewhere, rosa)).toBe('c');
		});

		test('A password of a person’s own is that of all their accounts, and one that somebody gives opens one account alone', async () => {
			const store = await open();
			const [here, there] = [
				{ office, staff: rosa },
				{ office: elsewhere, staff: wei },
			];
			expect(await store.addAccount('p', here)).toBe(false);
			expect(await store.passwordOf(office, rosa)).toBeNull();
			await store.setPassword(elsewhere, wei, 'given');
			await store.setOwnPassword('p', here, 'own');
			expect(await store.addAccount('p', there)).toBe(true);
			expect(await store.passwordOf(elsewhere, wei)).toBe('own');
			expect(await store.accountsOf('p')).toEqual([here, there]);
			await store.setOwnPassword('p', there, 'newer');
			expect(await store.passwordOf(office, rosa)).toBe('newer');
			await store.setPassword(office, rosa, 'given again');
			expect(await store.personOf(office, rosa)).toBeNull();
			expect(await store.personOf(elsewhere, wei)).toBe('p');
			expect(await store.accountsOf('p')).toEqual([there]);
			expect(await store.passwordOf(elsewhere, wei)).toBe('newer');
			await store.setOwnPassword('p', there, 'newest');
			expect(await store.passwordOf(office, rosa)).toBe('given again');
		});

		test('An account that is added while the password changes has the new one', async () => {
			const store = await open();
			const there = { office: elsewhere, staff: wei };
			for (let round = 0; round < 5; round += 1) {
				await store.setOwnPassword('p', { office, staff: rosa }, 'old');
				await Promise.all([
					store.addAccount('p', there),
					store.setOwnPassword('p', { office, staff: rosa }, 'new'),
				]);
				expect(await store.passwordOf(elsewhere, wei)).toBe('new');
				await store.endAccount(elsewhere, wei);
			}
		});

		test('Whoever leaves an office has no account and no session there, and keeps those elsewhere', async () => {
			const store = await open();
			await store.setOwnPassword('p', { office, staff: rosa }, 'own');
			await store.addAccount('p', { office: elsewhere, staff: rosa });
			await store.addSession('here', session);
			await store.addSession('there', { ...session, office: elsewhere });
			expect(await store.endAccount(office, rosa)).toEqual(['here']);
			expect(await store.accounts(office)).toEqual([]);
			expect(await store.accountsOf('p')).toEqual([{ office: elsewhere, staff: rosa }]);
			expect(await store.session('there')).not.toBeNull();
			expect(await store.passwordOf(elsewhere, rosa)).toBe('own');
		});

		test('A session lives from sign-in to sign-out and moves on by use', async () => {
			const store = await open();
			await store.addSession('hash', session);
			await store.touchSession('hash', 2_000);
			expect(await store.session('hash')).toEqual({ ...session, seenAt: 2_000 });
			await store.endSession('hash');
			expect(await store.session('hash')).toBeNull();
		});

		test('An ended session cannot be brought back by using it', async () => {
			const store = await open();
			await store.addSession('hash', session);
			await store.endSession('hash');
			await store.touchSession('hash', 2_000);
			expect(await store.session('hash')).toBeNull();
		});

		test('Ending all sessions of a person ends no other and says which they were', async () => {
			const store = await open();
			await store.addSession('one', session);
			await store.addSession('two', session);
			await store.addSession('of wei', { ...session, staff: wei });
			await store.addSession('elsewhere', { ...session, office: elsewhere });
			await store.addSession('kept', session);
			expect([...(await store.endSessionsOf(office, rosa, 'kept'))].sort()).toEqual(['one', 'two']);
			expect(await store.session('one')).toBeNull();
			expect(await store.session('of wei')).not.toBeNull();
			expect(await store.session('elsewhere')).not.toBeNull();
			expect(await store.session('kept')).not.toBeNull();
			expect(await store.endSessionsOf(office, rosa, null)).toEqual(['kept']);
			expect(await store.endSessionsOf(office, rosa, null)).toEqual([]);
		});

		test('A device is known by its token until it is revoked, with all its tokens', async () => {
			const store = await open();
			await store.addDevice('old', kiosk);
			await store.addDevice('new', { ...kiosk, pairedAt: 2_000 });
			await store.addDevice('display', { ...kiosk, device: 'display-1' as DeviceId });
			await store.addDevice('elsewhere', { ...kiosk, office: elsewhere });
			expect(await store.device('new')).toEqual({ ...kiosk, pairedAt: 2_000 });
			expect(await store.devices(office)).toHaveLength(3);
			expect([...(await store.revokeDevice(office, kiosk.device))].sort()).toEqual(['new', 'old']);
			expect(await store.device('old')).toBeNull();
			expect(await store.device('display')).not.toBeNull();
			expect(await store.devices(elsewhere)).toHaveLength(1);
		});

		test('A token that is in use is never given to a second session or device', async () => {
			const store = await open();
			await store.addSession('hash', session);
			await store.addDevice('hash', kiosk);
			await expect(store.addSession('hash', { ...session, staff: wei })).rejects.toThrow();
			await expect(store.addDevice('hash', { ...kiosk, office: elsewhere })).rejects.toThrow();
			expect((await store.session('hash'))?.staff).toBe(rosa);
			expect((await store.device('hash'))?.office).toBe(office);
		});

		test('A code lets one device in, once, and not after its time', async () => {
			const store = await open();
			const code = { office, device: kiosk.device, until: 2_000 };
			await store.addCode('code', code);
			expect(await store.takeCode('other', 1_000)).toBeNull();
			expect(await store.takeCode('code', 1_999)).toEqual(code);
			expect(await store.takeCode('code', 1_999)).toBeNull();
			await store.addCode('late', code);
			expect(await store.takeCode('late', 2_000)).toBeNull();
		});

		test('Of two who use a code at once, one gets in', async () => {
			const store = await open();
			await store.addCode('code', { office, device: kiosk.device, until: 2_000 });
			const both = await Promise.all([store.takeCode('code', 1_000), store.takeCode('code', 1_000)]);
			expect(both.filter((one) => one !== null)).toHaveLength(1);
		});

		test('A device has one code: a new one ends the one before, and it can be withdrawn', async () => {
			const store = await open();
			const code = { office, device: kiosk.device, until: 2_000 };
			await store.addCode('first', code);
			await store.addCode('second', code);
			await store.addCode('elsewhere', { ...code, office: elsewhere });
			expect(await store.takeCode('first', 1_000)).toBeNull();
			await store.withdrawCode(office, kiosk.device);
			expect(await store.takeCode('second', 1_000)).toBeNull();
			expect(await store.takeCode('elsewhere', 1_000)).not.toBeNull();
		});

		test('Of many tokens, those that have ended are told from those that still let in', async () => {
			const store = await open();
			await store.addSession('signed in', session);
			await store.addSession('signed out', session);
			await store.endSession('signed out');
			await store.addDevice('paired', kiosk);
			const ended = await store.endedOf(['signed in', 'signed out', 'paired', 'never']);
			expect([...ended].sort()).toEqual(['never', 'signed out']);
			expect(await store.endedOf([])).toEqual([]);
		});

		test('An unknown token is nobody', async () => {
			const store = await open();
			expect(await store.session('never')).toBeNull();
			expect(await store.device('never')).toBeNull();
		});
	});
}
