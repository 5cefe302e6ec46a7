// The virtual devices' HTTP door: shows the paper, makes trouble on request, and opens for this machine only.
import type { AddressInfo } from 'node:net';
import { request } from 'node:http';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, onTestFinished, test } from 'vitest';
import { localAddress, virtualDoor } from '#hardware/virtual/virtual-devices';
import type { VirtualPrinter } from '#hardware/virtual/virtual-printer';
import { deviceFor, numberedJob, orderOf, virtualPrinter } from './rig.ts';

async function doorOf(printer: VirtualPrinter): Promise<string> {
	const server = virtualDoor(printer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const postFault = (door: string, body: string, headers = {}): Promise<Response> =>
	fetch(`${door}/fault`, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
	});

test('The paper that came out is listed with its lines and shown as a picture', async () => {
	const printer = await virtualPrinter();
	const door = await doorOf(printer);
	const device = deviceFor(printer);
	device.start();
	await device.ready();
	await device.run(orderOf(numberedJob('A007')));
	const { width, state, papers } = (await (await fetch(`${door}/printer.json`)).json()) as {
		width: number;
		state: { connected: boolean };
		papers: { id: string; lines: string[]; width: number; height: number; end: string }[];
	};
	expect(width).toBe(576);
	expect(state).toMatchObject({ fault: null, power: true, paper: 'ok', connected: true });
	expect(papers).toHaveLength(1);
	expect(papers[0]?.lines.join(' ')).toContain('007');
	const png = await fetch(`${door}/papers/${papers[0]?.id}.png`);
	expect(png.headers.get('content-type')).toBe('image/png');
	const image = await loadImage(Buffer.from(await png.arrayBuffer()));
	expect([image.width, image.height]).toEqual([papers[0]?.width, papers[0]?.height]);
	const paint = createCanvas(image.width, image.height).getContext('2d');
	paint.drawImage(image, 0, 0);
	const pixels = paint.getImageData(0, 0, image.width, image.height).data;
	expect(pixels.filter((value, at) => at % 4 === 0 && value === 0).length).toBeGreaterThan(20_000);
});

test('Faults are made and mended through the door; an unknown one is refused', async () => {
	const printer = await virtualPrinter();
	const door = await doorOf(printer);
	expect((await postFault(door, '{"fault":"paper-out"}')).status).toBe(204);
	expect(printer.state.paper).toBe('out');
	expect((await postFault(door, '{"fault":null}')).status).toBe(204);
	expect(printer.state.paper).toBe('ok');
	for (const wrong of ['{"fault":"fire"}', '{}', 'nonsense', '[]']) {
		expect((await postFault(door, wrong)).status, wrong).toBe(400);
	}
	expect((await fetch(`${door}/papers/99.png`)).status).toBe(404);
	expect((await fetch(`${door}/../etc/passwd`)).status).toBe(404);
});

test('Pages of other origins and names that only pretend to be this machine are turned away', async () => {
	const printer = await virtualPrinter();
	const door = await doorOf(printer);
	expect((await postFault(door, '{"fault":"jam"}', { origin: 'https://evil.example' })).status).toBe(403);
	const status = await new Promise<number>((resolve) => {
		const headers = { host: 'rebound.example:9180' };
		request(`${door}/printer.json`, { headers }, (response) => resolve(response.statusCode ?? 0)).end();
	});
	expect(status).toBe(403);
	expect(printer.fault).toBeNull();
});

test('Addresses are ports or host and port of this machine', () => {
	expect(localAddress('X', '9100')).toEqual({ host: '127.0.0.1', port: 9100 });
	expect(localAddress('X', 'tcp://127.0.0.1:9101')).toEqual({ host: '127.0.0.1', port: 9101 });
	expect(localAddress('X', 'http://localhost:80/')).toEqual({ host: '127.0.0.1', port: 80 });
	expect(localAddress('X', '[::1]:9100')).toEqual({ host: '::1', port: 9100 });
	for (const wrong of ['0.0.0.0:9100', 'printer.example:9100', '', 'x', '70000'])
		expect(() => localAddress('X', wrong), wrong).toThrow('X=');
});
