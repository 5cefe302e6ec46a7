// Every ask of the wire with the ids of an office that the caller does not belong to; a new ask does not compile until it is here.
import type { CommandType } from '#domain/commands';
import type { AccountAsk } from '#protocol/account-schema';
import type { SetupAsk } from '#protocol/setup-schema';
import type { ClientToHub } from '#protocol/socket-events';
import { hubOffice } from '#support/offices/hub-office';

/** What can be named of an office. */
export interface Named {
	readonly office: string;
	readonly service: string;
	readonly counter: string;
	readonly staff: string;
	readonly department: string;
	readonly kiosk: string;
	readonly printer: string;
	readonly keypad: string;
	readonly scanner: string;
	readonly ticket: string;
	readonly visit: string;
	readonly referral: string;
	readonly escort: string;
	readonly help: string;
	readonly job: string;
	/** A tracking number that is on a referral. */
	readonly tracking: string;
}

type WireType = Exclude<CommandType, 'ConfigureOffice'>;

/** What names nothing: it is about the caller's own office, whatever is meant. */
const OWN = 'own' as const;
type Bodies = typeof OWN | readonly object[];

const commands = (n: Named): Readonly<Record<WireType, Bodies>> => {
	const { ticket, counter, escort, referral, department, printer, visit, job } = n;
	const refer = { visit, language: 'en', department: 'records', printer: null };
	return {
		OpenDay: OWN,
		CloseDay: OWN,
		IssueTicket: [
			{
				services: [n.service],
				language: 'en',
				needs: [],
				priority: 'normal',
				channel: 'kiosk',
				printer: null,
			},
			{ services: ['passport'], language: 'en', needs: [], priority: 'normal', channel: 'floor', printer },
		],
		CancelTicket: [{ ticket, reason: 'left' }],
		CallNext: [{ counter }],
		CallTicket: [
			{ counter, ticket, reason: 'urgent' },
			{ counter: 'c1', ticket, reason: 'urgent' },
		],
		RecallTicket: [{ ticket }],
		ServeTicket: [{ ticket }],
		FinishTicket: [{ ticket, outcome: 'answered' }],
		MarkNoShow: [{ ticket }],
		HoldTicket: [{ ticket, reason: 'break' }],
		ReturnTicket: [{ ticket }],
		TransferTicket: [{ ticket, to: { kind: 'service', id: 'tax' } }],
		OpenCounter: [{ counter, takeOver: true }],
		PauseCounter: [{ counter, reason: 'break' }],
		CloseCounter: [{ counter }],
		ReferVisit: [
			{ ...refer, reason: 'specialist', papers: [], contact: null, trackingNumber: null },
			{
				...refer,
				visit: null,
				department,
				reason: 'specialist',
				papers: [],
				contact: null,
				trackingNumber: null,
			},
		],
		CloseReferral: [{ referral, outcome: 'served' }],
		StartEscort: [
			{ ...refer, referral: null },
			{ ...refer, visit: null, referral },
		],
		ArriveEscort: [{ escort }],
		HandOverEscort: [{ escort, answer: 'accepted', reason: null }],
		ReturnEscort: [{ escort }],
		RequestHelp: [{ place: { kind: 'kiosk', id: n.kiosk } }, { place: { kind: 'counter', id: counter } }],
		AnswerHelp: [{ help: n.help }],
		PrintPaper: [
			{ paper: { kind: 'ticket', ticket }, printer: 'printer' },
			{ paper: { kind: 'referral', referral }, printer: 'printer' },
			{ paper: { kind: 'escort', escort }, printer: 'printer' },
			{ paper: { kind: 'test' }, printer },
		],
		EndJob: [
			{ job, outcome: 'printed' },
			{ job, outcome: 'void' },
		],
		DoubtJob: [{ job }],
		WantJob: [{ job }],
		MoveJob: [{ job, to: 'printer' }],
	};
};

const PASSWORD = 'four quiet herons wade';
const setups = (n: Named): Readonly<Record<SetupAsk['ask'], Bodies>> => ({
	'read-office': OWN,
	'save-office': [{ office: hubOffice(n.office), revision: null }],
	'pair-device': [{ office: n.office, device: n.kiosk }],
	'revoke-device': [{ office: n.office, device: n.kiosk }],
	'invite-staff': [{ office: n.office, staff: n.staff }],
	'set-password': [{ office: n.office, staff: n.staff, password: PASSWORD }],
	'list-access': [{ office: n.office }],
});

const accounts: Readonly<Record<AccountAsk['ask'], Bodies>> = {
	offices: OWN,
	// Names nothing but a code; what codes open is tested with them.
	join: OWN,
	'choose-password': OWN,
};

/** Bodies that name something of the office, for each ask; `OWN` for asks that name nothing. */
export function foreignAsks(n: Named, commandId: () => string): Readonly<Record<keyof ClientToHub, Bodies>> {
	const under = (key: string, each: Readonly<Record<string, Bodies>>) =>
		Object.entries(each).flatMap(([type, bodies]) =>
			bodies === OWN ? [] : bodies.map((body) => ({ [key]: type, ...body })),
		);
	return {
		hello: OWN,
		offices: OWN,
		signIn: OWN,
		pair: OWN,
		enrol: OWN,
		accept: OWN,
		signOut: OWN,
		watch: OWN,
		work: OWN,
		lookBack: OWN,
		account: under('ask', accounts),
		enter: [{ office: n.office }],
		lookAtTicket: [{ ticket: n.ticket }],
		command: under('type', commands(n)).map((command) => ({ id: commandId(), command })),
		press: [
			{ id: commandId(), device: n.keypad, key: 'next', number: null },
			{ id: commandId(), device: n.keypad, key: 'finish', number: null },
		],
		scan: [{ device: n.scanner, text: n.ticket }],
		lookAtCode: [{ text: n.ticket }, { text: n.tracking }],
		health: [{ device: n.printer, state: 'trouble', troubles: ['offline'], note: null }],
		readNotes: [{ visit: n.visit }],
		addNote: [{ visit: n.visit, text: 'Not mine' }],
		setup: under('ask', setups(n)),
	};
}
