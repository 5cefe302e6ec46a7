// The demo lets everybody in: one published password for its accounts, and a standing pairing code for every screen.
import { isDriven } from '#domain/office';
import type { Office } from '#domain/office';
import type { Hello } from '#protocol/session-schema';
import type { AccessStore } from '#store/access-store';
import type { DemoDevice, Pairing } from './pairing.ts';
import { hashPassword } from './password-hash.ts';
import { DEMO_PASSWORD } from './password-rules.ts';
import type { RunningOffice } from '../office/running-office.ts';

let hash: Promise<string> | null = null;

/** Gives everybody on the demo office's staff the published password; does nothing for a real office. */
export async function admitDemoStaff(access: AccessStore, office: Office): Promise<void> {
	if (!office.demo) return;
	// One hash for all: a salt protects nothing where the password itself is published.
	hash ??= hashPassword(DEMO_PASSWORD);
	const encoded = await hash;
	for (const staff of office.staff) await access.setPassword(office.id, staff.id, encoded);
}

/** What the demo offers on the front page; null without a demo office. */
export function demoOffer(offices: readonly Office[], pairing: Pairing): Hello['demo'] {
	const office = offices.find((one) => one.demo);
	if (office === undefined) return null;
	const screens = office.devices.filter((device) => !isDriven(device.kind));
	return {
		office: office.id,
		accounts: office.staff.map(({ id, name, roles }) => ({ name: id, shown: name, roles })),
		password: DEMO_PASSWORD,
		devices: screens.map(({ id, kind }) => ({ id, kind, code: pairing.standing(office.id, id) })),
	};
}

/** The screens of demo offices: each pairs itself with its standing code. */
export function demoDevices(running: readonly RunningOffice[]): readonly DemoDevice[] {
	const demos = running.map(({ writer }) => writer.lobby.office).filter((office) => office.demo);
	return demos.flatMap(({ id, devices }) => devices.map((device) => ({ office: id, device: device.id })));
}
