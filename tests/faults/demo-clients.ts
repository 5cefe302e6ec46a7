// The people and devices of the demo at a hub that runs elsewhere: kiosks, a representative, a display.
import type { Language, ServiceId } from '#domain/ids';
import { HubClient } from '#support/hubs/hub-client';

export interface DemoClients {
	readonly kiosk: HubClient;
	readonly kiosks: readonly HubClient[];
	readonly rep: HubClient;
	readonly displayToken: string;
	close(): void;
}

/** Services of the demo that kiosks may ask for. */
export const DEMO_SERVICES = ['pay-bill', 'property-tax'].map((one) => one as ServiceId);
export const DEMO_LANGUAGE: Language = 'en';

/** @throws when the hub is not there or is no demo. */
export async function demoClients(url: string, kioskCount: number): Promise<DemoClients> {
	const guest = await HubClient.connect(url, null);
	const { demo } = await guest.must('hello', {});
	if (demo === null) throw new Error('this is not the demo');
	const { office } = demo;
	const paired = async (kind: string) => {
		const code = demo.devices.find((device) => device.kind === kind)?.code ?? '';
		return (await guest.must('pair', { code })).token;
	};
	const kioskToken = await paired('kiosk');
	const displayToken = await paired('display');
	const name = demo.accounts.find((one) => one.roles.includes('representative'))?.name ?? '';
	const signed = await guest.must('signIn', { office, name, password: demo.password });
	guest.close();
	const kiosks = await Promise.all(
		Array.from({ length: kioskCount }, () => HubClient.connect(url, kioskToken)),
	);
	const [kiosk] = kiosks;
	if (kiosk === undefined) throw new Error('at least one kiosk');
	const rep = await HubClient.connect(url, signed.token);
	const close = () => {
		for (const client of [...kiosks, rep]) client.close();
	};
	return { kiosk, kiosks, rep, displayToken, close };
}
