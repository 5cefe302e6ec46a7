// Who lets the first person into an office that was added from the demo, whose own password is published and not carried over.
import { expect, test } from 'vitest';
import type { DeviceId, OfficeId, StaffId } from '#domain/ids';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { testHub } from '#support/hubs/hub';
import { hubOffice } from '#support/offices/hub-office';
import { id } from '#support/story';

const PASSWORD = 'four quiet herons wade';
const setPassword = (staff: string, office: string, password = PASSWORD) =>
	({ ask: 'set-password', office: id<OfficeId>(office), staff: id<StaffId>(staff), password }) as const;

/** The demo's administrator adds an office in which they are an administrator too. */
async function added() {
	const hub = await testHub({ offices: [demoOffice(DEMO_PRINTER), hubOffice('hall')] });
	const ines = await hub.staff('ines', 'harborview');
	const hall = hubOffice('annex');
	const own = hall.staff.map((one) => (one.id === 'ada' ? { ...one, id: id('ines') } : one));
	const saved = await ines.must('setup', {
		ask: 'save-office',
		office: { ...hall, staff: own },
		revision: null,
	});
	expect(saved.mistakes).toBeUndefined();
	return { hub, ines };
}

test('Whoever added an office from the demo sets its first password, and gets in with it', async () => {
	const { hub, ines } = await added();
	const guest = await hub.connect(null);
	await ines.must('setup', setPassword('ines', 'annex'));
	const { you } = await guest.must('signIn', { office: id('annex'), name: 'ines', password: PASSWORD });
	expect(you).toMatchObject({ kind: 'staff', office: 'annex' });
});

test('Once somebody can get in, the office is closed to whoever added it from outside', async () => {
	const { ines } = await added();
	await ines.must('setup', setPassword('ines', 'annex'));
	expect(await ines.ask('setup', setPassword('ines', 'annex', 'five loud geese land'))).toMatchObject({
		code: 'unknown-office',
	});
	const pairing = {
		ask: 'pair-device',
		office: id<OfficeId>('annex'),
		device: id<DeviceId>('kiosk'),
	} as const;
	expect(await ines.ask('setup', pairing)).toMatchObject({ code: 'unknown-office' });
});

test('Nobody else sets the first password: not for an office they did not add, nor with the demo’s published one', async () => {
	const { hub, ines } = await added();
	expect(await ines.ask('setup', setPassword('ada', 'hall'))).toMatchObject({ code: 'unknown-office' });
	const ada = await hub.staff('ada', 'hall');
	expect(await ada.ask('setup', setPassword('ines', 'annex'))).toMatchObject({ code: 'unknown-office' });
	const { demo } = await (await hub.connect(null)).must('hello', {});
	expect(await ines.ask('setup', setPassword('ines', 'annex', demo?.password ?? ''))).toMatchObject({
		code: 'password-too-weak',
	});
});
