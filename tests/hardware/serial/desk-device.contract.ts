// What every sign and keypad must do, whatever carries its bytes and whatever they look like: one suite for all of them.
import { describe, expect, test } from 'vitest';
import type { FrameFormat } from '#hardware/serial/desk-messages';
import type { UnitFault } from '#hardware/virtual/counter/virtual-unit';
import type { CommandAnswer } from '#protocol/answers';
import { DeskAgent, DONE, keypadRow, signRow, statesOf } from '../desk-rig.ts';
import type { DeskBench } from '../desk-rig.ts';
import { until } from '../rig.ts';

export function deskDeviceContract(
	name: string,
	format: FrameFormat,
	onBench: (format: FrameFormat) => Promise<DeskBench>,
	/** What goes wrong with a unit while it is driven. */
	faults: readonly UnitFault[],
): void {
	const open = async () => {
		const bench = await onBench(format);
		return { bench, agent: new DeskAgent(bench.address, format) };
	};

	describe(name, () => {
		test('Both say at once that they are not reached, and that all is well when they answer', async () => {
			const { agent } = await open();
			for (const said of [statesOf(agent.sign()), statesOf(agent.keypad())]) {
				expect(said[0]).toEqual({ state: 'trouble', troubles: ['unreachable'], note: null });
				await until('well', () => said.at(-1)?.state === 'ok');
			}
		});

		test('A sign shows dashes before the hub is heard, then flashes the call, stands while it is served, and goes dark', async () => {
			const { bench, agent } = await open();
			const sign = agent.sign();
			await until('dashes', () => bench.sign.look.mode === 'dashes' && !bench.sign.isAlone);
			sign.show(signRow('A042', 'called', 7));
			await until('a flashing number', () => bench.sign.look.mode === 'flash');
			expect(bench.sign.look).toEqual({
				mode: 'flash',
				arrow: 'down',
				letter: 'A',
				digits: '042',
				call: 7,
				brightness: 0,
			});
			sign.show(signRow('A042', 'serving', 0));
			await until('standing', () => bench.sign.look.mode === 'steady');
			expect(bench.sign.look).toMatchObject({ arrow: 'none', letter: 'A', digits: '042' });
			sign.show(signRow(null));
			await until('dark', () => bench.sign.look.mode === 'dark');
			sign.show(null);
			await until('dashes again', () => bench.sign.look.mode === 'dashes');
		});

		test('A recall flashes anew, and the same call told twice does not', async () => {
			const { bench, agent } = await open();
			const sign = agent.sign();
			sign.show(signRow('A042', 'called', 7));
			await until('flashing', () => bench.sign.flashes === 1);
			sign.show(signRow('A042', 'called', 7));
			sign.show(signRow('A042', 'called', 8));
			await until('flashing anew', () => bench.sign.flashes === 2);
			expect(bench.sign.look.call).toBe(8);
		});

		test('Keys go to the hub with the digits before them, each once, and the display follows', async () => {
			const { bench, agent } = await open();
			const pressed: unknown[] = [];
			const keypad = agent.keypad(async (...press) => (pressed.push(press), DONE));
			keypad.show(keypadRow(null));
			await until('the counts', () => bench.keypad.face.lines[1] === 'Wait 12   Held 2');
			expect(bench.keypad.face).toMatchObject({
				lines: ['Counter 1 free', expect.anything()],
				leds: ['next'],
			});
			for (const key of ['4', '2'] as const) bench.keypad.press(key);
			await until('the digits', () => bench.keypad.face.lines[0] === 'Number 42');
			bench.keypad.press('next');
			await until('the press', () => pressed.length === 1);
			keypad.show(keypadRow('A042'));
			await until('the number', () => bench.keypad.face.lines[0] === 'Called      A042');
			expect(bench.keypad.face.leds).toEqual(['recall', 'no-show', 'hold', 'serve']);
			bench.keypad.press('serve');
			await until('served', () => pressed.length === 2);
			keypad.show({ ...keypadRow('A042'), present: signRow('A042', 'serving', 0).present });
			await until('serving', () => bench.keypad.face.lines[0] === 'Serving     A042');
			bench.keypad.press('serve');
			await until('finished', () => pressed.length === 3);
			expect(pressed).toEqual([
				['next', '42'],
				['serve', null],
				['finish', null],
			]);
		});

		test('A refusal stands on the display in words; what was cleared is not sent', async () => {
			const { bench, agent } = await open();
			const pressed: unknown[] = [];
			const refused: CommandAnswer = { ok: false, code: 'unknown-ticket', facts: { number: '77' } };
			const keypad = agent.keypad(async (...press) => (pressed.push(press), refused));
			keypad.show(keypadRow(null));
			await until('the hub is heard', () => bench.keypad.face.leds.includes('next'));
			for (const key of ['7', 'clear', '7', '7', 'next'] as const) bench.keypad.press(key);
			await until('the refusal', () => bench.keypad.face.lines[0] === 'No ticket 77');
			expect(pressed).toEqual([['next', '77']]);
		});

		test('While the hub is away a key does nothing, now or later, and the display says so', async () => {
			const { bench, agent } = await open();
			const pressed: unknown[] = [];
			const keypad = agent.keypad(async (...press) => (pressed.push(press), DONE));
			keypad.show(null);
			await until('said', () => bench.keypad.face.lines[0] === 'Hub not heard');
			expect(bench.keypad.face).toEqual({ lines: ['Hub not heard', 'Keys are off'], leds: ['away'] });
			bench.keypad.press('next');
			await until('the key is taken', () => bench.keypad.waiting.length === 0);
			keypad.show(keypadRow(null));
			await until('the hub is heard', () => bench.keypad.face.leds.includes('next'));
			bench.keypad.press('next');
			await until('the second press', () => pressed.length > 0);
			expect(pressed).toEqual([['next', null]]);
		});

		test('A key that is pressed while another is on its way to the hub is no second press', async () => {
			const { bench, agent } = await open();
			const pressed: unknown[] = [];
			const { promise, resolve } = Promise.withResolvers<CommandAnswer>();
			const keypad = agent.keypad((...press) => (pressed.push(press), promise));
			keypad.show(keypadRow(null));
			await until('the hub is heard', () => bench.keypad.face.leds.includes('next'));
			bench.keypad.press('next');
			bench.keypad.press('next');
			await until('both keys are taken', () => pressed.length > 0 && bench.keypad.waiting.length === 0);
			resolve(DONE);
			await until('the next key would be obeyed', () => bench.keypad.face.leds.includes('next'));
			expect(pressed).toHaveLength(1);
		});

		test('A dead sign does not hold up the keypad on the same line, and says what to check', async () => {
			const { bench, agent } = await open();
			bench.sign.fail('unplugged');
			const said = statesOf(agent.sign());
			const keypad = agent.keypad();
			keypad.show(keypadRow(null));
			await until('the dead one is known', () => said.at(-1)?.troubles[0] === 'no-answer');
			expect(said.at(-1)?.note).toMatch(/^Unit 1 does not answer .* Check its power/);
			await until('the keypad', () => bench.keypad.face.leds.includes('next'));
			const times: number[] = [];
			for (const waiting of [1, 2, 3, 4, 5]) {
				const since = performance.now();
				keypad.show(keypadRow(null, { waiting }));
				await until('shown', () => bench.keypad.face.lines[1].startsWith(`Waiting ${waiting}`));
				times.push(performance.now() - since);
			}
			expect(Math.max(...times)).toBeLessThan(500);
			bench.sign.fail(null);
			await until('well again', () => said.at(-1)?.state === 'ok');
		});

		test.each(faults)(
			'A unit that is %s is told as no answer, and is right again by itself',
			async (fault) => {
				const { bench, agent } = await open();
				const sign = agent.sign();
				const said = statesOf(sign);
				sign.show(signRow('A001', 'serving', 0));
				await until('shown', () => bench.sign.look.mode === 'steady');
				bench.sign.fail(fault);
				await until('told', () => said.at(-1)?.troubles[0] === 'no-answer');
				sign.show(signRow('A002', 'serving', 0));
				bench.sign.fail(null);
				await until('right again', () => bench.sign.look.digits === '002' && said.at(-1)?.state === 'ok');
			},
		);

		test('A repeated frame is obeyed once: a key whose answer was lost is still one key', async () => {
			const { bench, agent } = await open();
			const pressed: unknown[] = [];
			const keypad = agent.keypad(async (...press) => (pressed.push(press), DONE));
			const said = statesOf(keypad);
			keypad.show(keypadRow(null));
			await until('the hub is heard', () => bench.keypad.face.leds.includes('next'));
			bench.keypad.press('next');
			bench.keypad.fail('wrong-checksum');
			await new Promise((resolve) => setTimeout(resolve, 50));
			bench.keypad.fail(null);
			await until('well', () => said.at(-1)?.state === 'ok' && bench.keypad.waiting.length === 0);
			expect(pressed.length).toBeLessThanOrEqual(1);
			bench.keypad.press('next');
			const before = pressed.length;
			await until('the next key', () => pressed.length === before + 1);
		});

		test('A unit that was switched off and on shows the same again', async () => {
			const { bench, agent } = await open();
			const sign = agent.sign();
			sign.show(signRow('B007', 'serving', 0));
			await until('shown', () => bench.sign.look.digits === '007');
			bench.sign.fail('unplugged');
			bench.sign.fail(null);
			expect(bench.sign.look.digits).toBe('');
			await until('shown again', () => bench.sign.look.digits === '007');
		});

		test('A line that is pulled is told, a sign on it goes to dashes by itself, and everything comes back', async () => {
			const { bench, agent } = await open();
			const [sign, keypad] = [agent.sign(), agent.keypad()];
			const said = [statesOf(sign), statesOf(keypad)];
			sign.show(signRow('A042', 'serving', 0));
			await until(
				'shown',
				() => bench.sign.look.digits === '042' && said.every((one) => one.at(-1)?.state === 'ok'),
			);
			await bench.unplug();
			await until('told', () => said.every((one) => one.at(-1)?.troubles[0] === 'unreachable'));
			await until(
				'dashes',
				() => bench.sign.look.mode === 'dashes' && bench.keypad.face.lines[0] === 'No connection',
			);
			await bench.plugIn();
			await until(
				'back',
				() => bench.sign.look.digits === '042' && said.every((one) => one.at(-1)?.state === 'ok'),
			);
		});

		test('A keypad where setup says a sign is: the note says so', async () => {
			const { bench, agent } = await open();
			const said = statesOf(agent.sign(bench.keypad.unit));
			await until('told', () => said.at(-1)?.troubles[0] === 'wrong-setting');
			expect(said.at(-1)?.note).toMatch(/Is it the right kind of device/);
			const count = said.length;
			await new Promise((resolve) => setTimeout(resolve, 200));
			expect(said).toHaveLength(count);
		});

		test('Stopped, it leaves the line to the others; two with one number are refused', async () => {
			const { bench, agent } = await open();
			const sign = agent.sign();
			const keypad = agent.keypad();
			expect(() => agent.keypad(undefined, bench.sign.unit)).toThrow(/keypad-1 and sign-1 are both unit 1/);
			sign.show(signRow('A042'));
			await until('shown', () => bench.sign.look.digits === '042');
			await sign.stop();
			await until('alone', () => bench.sign.isAlone);
			keypad.show(keypadRow(null));
			await until('the keypad goes on', () => bench.keypad.face.leds.includes('next'));
		});
	});
}
