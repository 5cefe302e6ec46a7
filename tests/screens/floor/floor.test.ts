// Who needs somebody now, who waits, and who is found by a number.
import { expect, test } from 'vitest';
import type { DeviceHealth } from '#protocol/device-schema';
import { referralsByNumber, ticketsByNumber } from '#screens/floor/find.ts';
import { LONG_WAIT, PAPER_LATE, urgentOf } from '#screens/nouns/urgent/urgent.ts';
import { saysOf } from '#screens/nouns/urgent/urgent-says.ts';
import { waitingByService } from '#screens/nouns/lobby/waiting.ts';
import { inWords } from '#screens/i18n/wording.ts';
import { id, Story } from '#support/story';
import { stationView } from '#support/hubs/station-view';

const health = (device: string, more: Partial<DeviceHealth> = {}): DeviceHealth => ({
	device: id(device),
	connected: true,
	state: 'ok',
	troubles: [],
	note: null,
	heard: 1,
	...more,
});
const titles = (story: Story, devices: readonly DeviceHealth[] = []) => {
	const view = stationView(story);
	return urgentOf(view, devices, story.now).map(
		(one) => saysOf(view, one, story.now, (wording) => inWords(wording, 'en')).title,
	);
};

test('A quiet office needs nobody', () => {
	const story = new Story();
	story.issue('tax');
	expect(titles(story, [health('printer')])).toEqual([]);
});

test('Help is first, then paper, then devices, then escorts, then the longest waits', () => {
	const story = new Story().open('c1', 'rosa');
	story.issue('tax');
	story.now += LONG_WAIT;
	const ticket = story.issue('passport', { printer: id('printer') });
	story.execute({ type: 'CallTicket', counter: id('c1'), ticket, reason: 'urgent' }, 'rosa');
	const visit = story.lobby.tickets.get(ticket)?.visit ?? null;
	story.execute(
		{ type: 'StartEscort', visit, language: 'en', department: id('records'), referral: null, printer: null },
		'rosa',
	);
	const [escort] = story.lobby.escorts.keys();
	story.execute({ type: 'ArriveEscort', escort: escort ?? id('none') }, 'rosa');
	story.execute({ type: 'RequestHelp', place: { kind: 'kiosk', id: id('kiosk') } }, 'kiosk');
	story.now += PAPER_LATE + 1;
	expect(titles(story, [health('printer', { state: 'trouble', troubles: ['paper-out'] })])).toEqual([
		'Help at Kiosk',
		'A001’s ticket is not printed',
		'Printer: out of paper',
		'records has not answered',
		'Waiting for 45 min',
	]);
});

test('Somebody who goes there takes the request off the list', () => {
	const story = new Story();
	story.execute({ type: 'RequestHelp', place: { kind: 'kiosk', id: id('kiosk') } }, 'kiosk');
	const [help] = story.lobby.helps.keys();
	story.execute({ type: 'AnswerHelp', help: help ?? id('none') }, 'flo');
	expect(titles(story)).toEqual([]);
});

test('A paper is late after ten seconds, failed at once, and no trouble any more once it was printed again', () => {
	const story = new Story();
	const ticket = story.issue('tax', { printer: id('printer') });
	story.now += PAPER_LATE;
	expect(titles(story)).toEqual([]);
	story.now += 1;
	expect(titles(story)).toEqual(['B001’s ticket is not printed']);
	const [job] = story.lobby.jobs.keys();
	story.execute({ type: 'EndJob', job: job ?? id('none'), outcome: 'failed' }, 'agent');
	expect(titles(story)).toEqual(['B001’s ticket could not be printed']);
	story.execute({ type: 'PrintPaper', paper: { kind: 'ticket', ticket }, printer: id('printer') }, 'flo');
	expect(titles(story)).toEqual([]);
});

test('A device that went away needs somebody; one that never came is a matter for setup', () => {
	const story = new Story();
	expect(titles(story, [health('kiosk', { connected: false })])).toEqual(['Kiosk is not connected']);
	expect(titles(story, [health('kiosk', { connected: false, heard: 0 })])).toEqual([]);
	expect(titles(story, [health('of-another-office', { connected: false })])).toEqual([]);
});

test('A paper that its agent doubts is asked about by name, whatever its age, until somebody answers', () => {
	const story = new Story();
	story.issue('tax', { printer: id('printer') });
	const job = [...story.lobby.jobs.keys()][0] ?? id<never>('none');
	story.later(40).execute({ type: 'DoubtJob', job }, 'agent');
	expect(titles(story)).toEqual(['B001’s ticket has waited 40 min for paper']);
	story.execute({ type: 'WantJob', job }, 'flo');
	expect(titles(story)).toEqual(['B001’s ticket is not printed']);
	story.execute({ type: 'EndJob', job, outcome: 'void' }, 'flo');
	expect(titles(story)).toEqual([]);
});

test('Many papers that wait for one sick printer are three on the list, and counted at the printer', () => {
	const story = new Story();
	for (let count = 0; count < 7; count += 1) story.issue('tax', { printer: id('printer') });
	story.now += PAPER_LATE + 1;
	const sick = [health('printer', { state: 'trouble', troubles: ['paper-out'] })];
	const view = stationView(story);
	const urgent = urgentOf(view, sick, story.now);
	expect(urgent.map(({ kind }) => kind)).toEqual(['paper', 'paper', 'paper', 'device']);
	const last = urgent.at(-1);
	if (last === undefined) throw new Error('nothing is urgent');
	expect(saysOf(view, last, story.now, () => '').detail).toContain('7 papers wait for it.');
});

test('With an agent gone, it is one thing to mend and not one for each device behind it', () => {
	const story = new Story();
	const gone = { connected: false } as const;
	const view = stationView(story);
	const urgent = urgentOf(view, [health('agent', gone), health('printer', gone)], story.now);
	expect(urgent.map(({ id: device }) => device)).toEqual(['agent']);
	const [agent] = urgent;
	if (agent === undefined) throw new Error('nothing is urgent');
	expect(saysOf(view, agent, story.now, () => '').detail).toContain('1 device behind it cannot work');
});

test('Little paper is told before it fails, and after all that cannot wait', () => {
	const story = new Story();
	story.execute(
		{
			type: 'StartEscort',
			visit: null,
			language: 'en',
			department: id('records'),
			referral: null,
			printer: null,
		},
		'flo',
	);
	story.execute({ type: 'ArriveEscort', escort: [...story.lobby.escorts.keys()][0] ?? id('none') }, 'flo');
	expect(titles(story, [health('printer', { state: 'warning', troubles: ['paper-low'] })])).toEqual([
		'records has not answered',
		'Printer: paper is low',
	]);
});

test('A referral is found by a piece of its tracking number, as people read it out', () => {
	const story = new Story();
	for (const trackingNumber of ['HV-2041', 'HV-2042', null])
		story.execute(
			{
				type: 'ReferVisit',
				visit: null,
				language: 'en',
				department: id('court'),
				reason: 'specialist',
				papers: [],
				contact: null,
				trackingNumber,
				printer: null,
			},
			'flo',
		);
	const [first] = story.lobby.referrals.keys();
	story.execute({ type: 'CloseReferral', referral: first ?? id('none'), outcome: 'served' }, 'flo');
	const view = stationView(story);
	const found = (typed: string) => referralsByNumber(view, typed).map((one) => one.trackingNumber);
	expect(found('hv 204')).toEqual(['HV-2042', 'HV-2041']);
	expect(found('2041')).toEqual(['HV-2041']);
	expect(found('hv')).toEqual([]);
});

test('An escort that was asked to wait stays on the list after whoever walked is back, until the last word', () => {
	const story = new Story();
	story.execute(
		{
			type: 'StartEscort',
			visit: null,
			language: 'en',
			department: id('records'),
			referral: null,
			printer: null,
		},
		'flo',
	);
	const escort = [...story.lobby.escorts.keys()][0] ?? id<never>('none');
	expect(titles(story)).toEqual([]);
	story.execute({ type: 'ArriveEscort', escort }, 'flo');
	story.execute({ type: 'HandOverEscort', escort, answer: 'wait', reason: null }, 'flo');
	story.execute({ type: 'ReturnEscort', escort }, 'flo');
	expect(titles(story)).toEqual(['records has not answered']);
	story.execute({ type: 'HandOverEscort', escort, answer: 'accepted', reason: null }, 'flo');
	expect(titles(story)).toEqual([]);
});

test('Services with the longest wait come first; those where nobody waits are there too', () => {
	const story = new Story().open('c1', 'rosa').open('c2', 'sam');
	story.execute({ type: 'PauseCounter', counter: id('c2'), reason: 'lunch' }, 'sam');
	story.issue('tax');
	story.later(1).issue('passport');
	story.later(1).issue('tax', { priority: 'priority' });
	const lines = waitingByService(stationView(story));
	expect(
		lines.map(({ service, tickets, counters }) => [service.id, tickets.map((one) => one.number), counters]),
	).toEqual([
		['tax', ['B001', 'B002'], 1],
		['passport', ['A001'], 1],
		['permit', [], 1],
	]);
});

test('A number is found in any case and without its zeros; who has left is not', () => {
	const story = new Story().open('c1', 'rosa');
	story.issue('tax');
	const second = story.issue('tax');
	const gone = story.issue('passport');
	story.execute({ type: 'CancelTicket', ticket: gone, reason: 'left' }, 'flo');
	story.execute({ type: 'CallTicket', counter: id('c1'), ticket: second, reason: 'other' }, 'rosa');
	const view = stationView(story);
	const found = (typed: string) => ticketsByNumber(view, typed).map((one) => one.number);
	expect(found('')).toEqual(['B002', 'B001']);
	expect(found('b1')).toEqual(['B001']);
	expect(found(' 2 ')).toEqual(['B002']);
	expect(found('a')).toEqual([]);
});
