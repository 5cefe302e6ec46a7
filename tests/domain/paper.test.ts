// Papers of every kind: owed, asked about when they got late, wanted all the same, void, moved to another printer, and what each says.
import { describe, expect, test } from 'vitest';
import type { Command, Paper } from '#domain/commands';
import type { DeviceId, EscortId, JobId, ReferralId, TicketId } from '#domain/ids';
import type { Office } from '#domain/office';
import { jobContent } from '#projections/device-jobs';
import type { JobFacts, PaperFacts } from '#projections/device-jobs';
import { isSamePaper, jobRow } from '#projections/rows/lobby-rows';
import { plainDevice } from '#support/plain-device';
import { Story, id, office } from '#support/story';

const DAY = '2026-03-02';
const printer = id<DeviceId>('printer');
const spare = id<DeviceId>('spare');
const twoPrinters: Office = {
	...office,
	devices: [
		...office.devices,
		plainDevice('spare', 'printer', { agent: id('agent'), address: 'tcp://127.0.0.1:9101' }),
	],
};

const told = (): Story => new Story({ rules: twoPrinters });
const print = (paper: Paper, on = printer): Command => ({ type: 'PrintPaper', paper, printer: on });
const jobsOf = ({ lobby }: Story) => [...lobby.jobs.values()];

/** The one job that is owed. */
function owed(story: Story): JobId {
	const [job, ...more] = jobsOf(story).filter(({ outcome }) => outcome === null);
	if (job === undefined || more.length > 0) throw new Error(`${more.length + 1} papers are owed, not one`);
	return job.id;
}

function contentOf(story: Story, job: JobId): JobFacts {
	const known = story.lobby.jobs.get(job);
	const content = known === undefined ? null : jobContent(story.lobby, known);
	if (content === null) throw new Error('the job has no content');
	return content;
}

function referral(story: Story): ReferralId {
	story.execute(
		{
			type: 'ReferVisit',
			visit: null,
			language: 'es',
			department: id('records'),
			reason: 'further-step',
			papers: ['Form 12'],
			contact: 'Ms Lin',
			trackingNumber: 'RT-204-118',
			printer: null,
		},
		'flo',
	);
	const [first] = story.lobby.referrals.keys();
	if (first === undefined) throw new Error('nobody was referred');
	return first;
}

function escort(story: Story, more: Partial<Extract<Command, { type: 'StartEscort' }>> = {}): EscortId {
	story.execute(
		{
			type: 'StartEscort',
			visit: null,
			language: 'en',
			department: id('records'),
			referral: null,
			printer: null,
			...more,
		},
		'flo',
	);
	const [first] = story.lobby.escorts.keys();
	if (first === undefined) throw new Error('nobody is escorted');
	return first;
}

describe('printing again', () => {
	test.each([
		['a ticket', (story: Story): Paper => ({ kind: 'ticket', ticket: story.issue() })],
		['a referral slip', (story: Story): Paper => ({ kind: 'referral', referral: referral(story) })],
		['an escort slip', (story: Story): Paper => ({ kind: 'escort', escort: escort(story) })],
	])('Every print of %s is counted, whoever asks and wherever it comes out', (_name, made) => {
		const story = told();
		const paper = made(story);
		const copies = [
			story.execute(print(paper), 'flo'),
			story.execute(print(paper, spare), 'sue'),
			story.execute(print(paper), 'rosa'),
		];
		expect(copies.flat()).toMatchObject([
			{ type: 'JobOwed', copy: 1, device: 'printer' },
			{ type: 'JobOwed', copy: 2, device: 'spare' },
			{ type: 'JobOwed', copy: 3, device: 'printer' },
		]);
		const rows = jobsOf(story).map((job) => jobRow(story.lobby, job.id)?.paper ?? { kind: 'test' as const });
		expect(rows.every((one) => isSamePaper(one, paper))).toBe(true);
	});

	test.each([
		['the end-of-day summary', { kind: 'day', day: DAY } as const],
		['a test page', { kind: 'test' } as const],
	])('Printed twice, %s is a first print both times', (_name, paper) => {
		const story = told();
		expect([story.execute(print(paper), 'sue'), story.execute(print(paper), 'sue')].flat()).toMatchObject([
			{ type: 'JobOwed', copy: 1 },
			{ type: 'JobOwed', copy: 1 },
		]);
	});

	test.each([
		[{ kind: 'ticket', ticket: id<TicketId>('none') }, 'unknown-ticket'],
		[{ kind: 'referral', referral: id<ReferralId>('none') }, 'unknown-referral'],
		[{ kind: 'escort', escort: id<EscortId>('none') }, 'unknown-escort'],
		[{ kind: 'day', day: '2026-03-01' }, 'unknown-day'],
	] as const)('%j is nothing that could be printed: %s', (paper, code) => {
		expect(told().refused(print(paper), 'flo').code).toBe(code);
	});

	test('Only a printer prints, and only a person asks for it', () => {
		const story = told();
		expect(story.refused(print({ kind: 'test' }, id('kiosk')), 'flo').code).toBe('unknown-printer');
		expect(story.refused(print({ kind: 'test' }), 'kiosk').code).toBe('not-a-person');
	});
});

describe('an escort slip', () => {
	test('It comes with the walk where somebody chose a printer, and not without', () => {
		const [with_, without] = [told(), told()];
		escort(with_, { printer: spare });
		escort(without);
		expect(jobsOf(with_)).toMatchObject([{ device: 'spare', copy: 1, paper: { kind: 'escort' } }]);
		expect(jobsOf(without)).toEqual([]);
	});

	test('It says who comes from which counter, and the tracking number of the referral', () => {
		const story = told();
		const ticket = story.issue();
		story.open('c1', 'rosa').next('c1', 'rosa');
		story.execute({ type: 'ServeTicket', ticket }, 'rosa');
		const visit = story.lobby.tickets.get(ticket)?.visit ?? null;
		const sent = referral(story);
		story.execute(
			{
				type: 'StartEscort',
				visit,
				language: 'en',
				department: id('records'),
				referral: sent,
				printer,
			},
			'rosa',
		);
		expect(contentOf(story, owed(story)).paper).toEqual({
			kind: 'escort',
			language: 'en',
			number: 'A001',
			counter: '1',
			department: { name: { en: 'records' }, place: { en: 'Second floor' } },
			trackingNumber: 'RT-204-118',
			startedAt: story.now,
		});
	});

	test('A printer that there is not is refused before anybody walks', () => {
		const story = told();
		const walk = { type: 'StartEscort', visit: null, language: 'en', referral: null } as const;
		const at = id<DeviceId>('kiosk');
		expect(story.refused({ ...walk, department: id('records'), printer: at }, 'flo')).toEqual({
			code: 'unknown-printer',
			facts: { printer: 'kiosk' },
		});
		expect(story.lobby.escorts.size).toBe(0);
	});
});

describe('a paper that got late', () => {
	function late(): { story: Story; job: JobId } {
		const story = told();
		story.issue('passport', { printer });
		return { story, job: owed(story) };
	}

	test('Doubted once, it is asked about once', () => {
		const { story, job } = late();
		expect(story.execute({ type: 'DoubtJob', job }, 'agent')).toEqual([{ type: 'JobDoubted', job }]);
		expect(story.execute({ type: 'DoubtJob', job }, 'agent')).toEqual([]);
		expect(story.lobby.jobs.get(job)?.doubt).toBe('asked');
		expect(contentOf(story, job).wanted).toBe(false);
	});

	test('Wanted all the same, it is told so to its agent, and no later doubt asks again', () => {
		const { story, job } = late();
		story.execute({ type: 'DoubtJob', job }, 'agent');
		expect(story.execute({ type: 'WantJob', job }, 'flo')).toEqual([{ type: 'JobWanted', job }]);
		expect(story.execute({ type: 'WantJob', job }, 'sue')).toEqual([]);
		expect(story.execute({ type: 'DoubtJob', job }, 'agent')).toEqual([]);
		expect(contentOf(story, job).wanted).toBe(true);
	});

	test('It may be wanted before anybody asked', () => {
		const { story, job } = late();
		story.execute({ type: 'WantJob', job }, 'flo');
		expect(contentOf(story, job).wanted).toBe(true);
	});

	test('Not needed any more, it is void and stays so', () => {
		const { story, job } = late();
		story.execute({ type: 'DoubtJob', job }, 'agent');
		expect(story.execute({ type: 'EndJob', job, outcome: 'void' }, 'flo')).toEqual([
			{ type: 'JobEnded', job, outcome: 'void' },
		]);
		for (const type of ['DoubtJob', 'WantJob'] as const)
			expect(story.refused({ type, job }, 'flo')).toEqual({
				code: 'job-ended',
				facts: { outcome: 'void' },
			});
		expect(story.refused({ type: 'EndJob', job, outcome: 'printed' }, 'agent').code).toBe('job-ended');
		expect(story.refused({ type: 'MoveJob', job, to: spare }, 'agent').code).toBe('job-ended');
	});

	test('A void ticket is still a ticket, and its next print is the second copy', () => {
		const story = told();
		const ticket = story.issue('passport', { printer });
		story.execute({ type: 'EndJob', job: owed(story), outcome: 'void' }, 'flo');
		expect(story.status(ticket)).toBe('waiting');
		expect(story.execute(print({ kind: 'ticket', ticket }), 'flo')).toMatchObject([{ copy: 2 }]);
	});

	test('Of a job that nobody knows, nothing can be said', () => {
		const story = told();
		const job = id<JobId>('none');
		for (const command of [
			{ type: 'DoubtJob', job },
			{ type: 'WantJob', job },
			{ type: 'EndJob', job, outcome: 'void' },
			{ type: 'MoveJob', job, to: spare },
		] as const)
			expect(story.refused(command, 'flo').code).toBe('unknown-job');
	});
});

describe('a job moved to the spare printer', () => {
	test('It is owed by the other one from then on, the same job with the same copy', () => {
		const story = told();
		story.issue('passport', { printer });
		const job = owed(story);
		const before = contentOf(story, job);
		story.execute({ type: 'DoubtJob', job }, 'agent');
		story.execute({ type: 'WantJob', job }, 'flo');
		expect(story.later(2).execute({ type: 'MoveJob', job, to: spare }, 'agent')).toEqual([
			{ type: 'JobMoved', job, device: 'spare' },
		]);
		expect(contentOf(story, job)).toEqual({ ...before, device: 'spare', wanted: true });
		expect(jobRow(story.lobby, job)).toMatchObject({ device: 'spare', copy: 1, number: 'A001' });
	});

	test('Moved to where it is, nothing happens; moved to what is no printer, it stays', () => {
		const story = told();
		story.issue('passport', { printer });
		const job = owed(story);
		expect(story.execute({ type: 'MoveJob', job, to: printer }, 'agent')).toEqual([]);
		expect(story.refused({ type: 'MoveJob', job, to: id('agent') }, 'agent').code).toBe('unknown-printer');
		expect(story.lobby.jobs.get(job)?.device).toBe('printer');
	});
});

describe('the end-of-day summary', () => {
	type DayFacts = Extract<PaperFacts, { kind: 'day' }>;
	function summary(story: Story): DayFacts {
		const [made] = story.execute(print({ kind: 'day', day: DAY }), 'sue');
		if (made?.type !== 'JobOwed') throw new Error('no summary is owed');
		const { paper } = contentOf(story, made.job);
		if (paper.kind !== 'day') throw new Error('this is no summary');
		return paper;
	}

	/** Two people called after 5 and 20 minutes, a third never; one of them was no-show, brought back and called again. */
	function aDay(): Story {
		const story = told().open('c1', 'rosa');
		const first = story.issue();
		story.later(5).next('c1', 'rosa');
		story.execute({ type: 'ServeTicket', ticket: first }, 'rosa');
		story.execute({ type: 'FinishTicket', ticket: first, outcome: 'answered' }, 'rosa');
		const second = story.issue('tax');
		story.later(20).next('c1', 'rosa');
		story.execute({ type: 'MarkNoShow', ticket: second }, 'rosa');
		story.later(30).execute({ type: 'ReturnTicket', ticket: second }, 'flo');
		story.later(5).next('c1', 'rosa');
		story.execute({ type: 'MarkNoShow', ticket: second }, 'rosa');
		story.issue();
		return story;
	}

	test('Its waits are those up to the first call: called again, a ticket does not count twice', () => {
		const { totals } = summary(aDay());
		expect(totals).toMatchObject({ issued: 3, called: 3, finished: 1, noShow: 1, firstCalls: 2 });
		expect(totals.waited / totals.firstCalls / 60_000).toBe(12.5);
		expect(totals.longestWait / 60_000).toBe(20);
	});

	test('It says which numbers were given, and whether the day is closed', () => {
		const story = aDay();
		expect(summary(story)).toMatchObject({ day: DAY, closed: false, numbers: ['A002', 'B001'] });
		story.execute({ type: 'CloseDay', unresolved: 'close' });
		expect(summary(story)).toMatchObject({
			closed: true,
			numbers: ['A002', 'B001'],
			madeAt: story.now,
			language: 'en',
		});
		expect(summary(story).totals).toMatchObject({ issued: 3, firstCalls: 2 });
	});

	test('The next service of a visit waits for itself: the time served before is no wait', () => {
		const story = told().open('c1', 'rosa');
		const first = story.issue(['passport', 'tax']);
		story.later(5).next('c1', 'rosa');
		story.execute({ type: 'ServeTicket', ticket: first }, 'rosa');
		story.later(10).execute({ type: 'FinishTicket', ticket: first, outcome: 'answered' }, 'rosa');
		story.later(2).next('c1', 'rosa');
		const { totals } = summary(story);
		expect(totals).toMatchObject({ issued: 1, called: 2, firstCalls: 2 });
		expect([totals.waited, totals.longestWait].map((ms) => ms / 60_000)).toEqual([7, 5]);
	});

	test('On the next morning its figures are gone: a summary that comes too late is none', () => {
		const story = aDay();
		story.execute({ type: 'CloseDay', unresolved: 'close' });
		const [made] = story.execute(print({ kind: 'day', day: DAY }), 'sue');
		const job = made?.type === 'JobOwed' ? story.lobby.jobs.get(made.job) : undefined;
		if (job === undefined) throw new Error('no summary is owed');
		story.later(24 * 60).execute({ type: 'OpenDay' });
		expect(jobContent(story.lobby, job)).toBeNull();
		expect(story.refused(print({ kind: 'day', day: DAY }), 'sue').code).toBe('unknown-day');
	});

	test('A test page names its printer and every language of the office', () => {
		const story = told();
		story.execute(print({ kind: 'test' }, spare), 'sue');
		expect(contentOf(story, owed(story)).paper).toEqual({
			kind: 'test',
			language: 'en',
			languages: ['en', 'es'],
			device: { id: 'spare', name: 'spare', paperWidth: 80, address: 'tcp://127.0.0.1:9101' },
			madeAt: story.now,
		});
	});
});
