// The virtual devices' HTTP door: shows the paper, makes trouble on request, and opens for this machine only.
import type { AddressInfo } from 'node:net';
import { request } from 'node:http';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, onTestFinished, test } from 'vitest';
import { localAddress, virtualDoor } from '#hardware/virtual/virtual-devices';
import type { VirtualPrinter } from '#hardware/virtual/printer/virtual-printer';
import { deviceFor, orderOf, virtualPrinter, until } from '../rig.ts';
import { numberedJob, numberOn } from '../ticket-reading.ts';

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

test('A fault comes after so many bytes and goes by itself after so long, and numbers that are none are refused', async () => {
	const printer = await virtualPrinter();
	const door = await doorOf(printer);
	expect((await postFault(door, '{"fault":"power-off","ms":80}')).status).toBe(204);
	expect(printer.state.power).toBe(false);
	await until('on again', () => printer.state.power);
	expect((await postFault(door, '{"fault":"paper-out","after":100}')).status).toBe(204);
	expect([printer.state.fault, printer.state.paper]).toEqual(['paper-out', 'ok']);
	for (const wrong of [
		'{"fault":"jam","after":-1}',
		'{"fault":"jam","ms":"long"}',
		'{"fault":"jam","ms":1.5}',
	])
		expect((await postFault(door, wrong)).status, wrong).toBe(400);
});

test('What hangs out of a printer without a cutter is torn off through the door', async () => {
	const printer = await virtualPrinter({ cutter: false });
	const door = await doorOf(printer);
	const device = deviceFor(printer);
	device.start();
	await device.ready();
	await device.run(orderOf(numberedJob('A008')));
	expect(printer.papers).toHaveLength(0);
	expect((await fetch(`${door}/tear`, { method: 'POST' })).status).toBe(204);
	expect(printer.papers.map((paper) => [numberOn(paper), paper.end])).toEqual([['A008', 'torn']]);
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
