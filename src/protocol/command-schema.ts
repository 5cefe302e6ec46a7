// What a command must look like on the wire. Parsed at the hub's door, trusted inside.
import { z } from 'zod';
import { JOB_OUTCOMES, PAUSE_REASONS, UNRESOLVED } from '#domain/commands';
import type { Command, CommandType } from '#domain/commands';
import type {
	CommandId,
	CounterId,
	DepartmentId,
	DeviceId,
	EscortId,
	HelpId,
	JobId,
	ReferralId,
	ServiceId,
	StaffId,
	TicketId,
	VisitId,
} from '#domain/ids';
import { CALL_REASONS, CANCEL_REASONS, HOLD_REASONS, OUTCOMES, PRIORITIES } from '#domain/ticket';
import {
	CHANNELS,
	DECLINE_REASONS,
	HAND_OFF_ANSWERS,
	NEEDS,
	REFERRAL_OUTCOMES,
	REFERRAL_REASONS,
} from '#domain/visit';

/** Letters, digits, and -_.: only: an id can never carry markup or a path. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]*$/;
/** The schema of a branded id of at most 80 characters. */
export function idSchema<Id extends string>(): z.ZodType<Id, string> {
	return z.string().max(80).regex(ID, 'an id of letters, digits and -_.:') as unknown as z.ZodType<
		Id,
		string
	>;
}
const ticket = idSchema<TicketId>();
const counter = idSchema<CounterId>();
const service = idSchema<ServiceId>();
const visit = idSchema<VisitId>().nullable();
const department = idSchema<DepartmentId>();
const escort = idSchema<EscortId>();
const printer = idSchema<DeviceId>();
/** One line of business text; control characters could smuggle commands onto a printer. */
const line = (longest: number) =>
	z
		.string()
		.max(longest)
		.regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, 'no control characters');
const language = z
	.string()
	.max(35)
	.regex(/^[A-Za-z0-9-]+$/, 'a language tag such as zh-Hant');

/** What the domain does by itself is never sent. */
const holdReason = z.enum(HOLD_REASONS).exclude(['at-department']);
const cancelReason = z.enum(CANCEL_REASONS).exclude(['day-closed']);
const lineTarget = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('service'), id: service }),
	z.strictObject({ kind: z.literal('counter'), id: counter }),
	z.strictObject({ kind: z.literal('staff'), id: idSchema<StaffId>() }),
]);
const job = idSchema<JobId>();
const paper = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('ticket'), ticket }),
	z.strictObject({ kind: z.literal('referral'), referral: idSchema<ReferralId>() }),
	z.strictObject({ kind: z.literal('escort'), escort }),
	z.strictObject({ kind: z.literal('day'), day: z.iso.date() }),
	z.strictObject({ kind: z.literal('test') }),
]);
const helpPlace = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('kiosk'), id: idSchema<DeviceId>() }),
	z.strictObject({ kind: z.literal('counter'), id: counter }),
]);

const command = <Type extends CommandType, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
	z.strictObject({ type: z.literal(type), ...shape });

/** Every command a screen or a device may send; `ConfigureOffice` is the hub's own and never comes by wire. */
export const commandSchema = z.discriminatedUnion('type', [
	command('OpenDay', {}),
	command('CloseDay', { unresolved: z.enum(UNRESOLVED) }),
	command('IssueTicket', {
		services: z.array(service).min(1).max(5),
		language,
		needs: z.array(z.enum(NEEDS)).max(5),
		priority: z.enum(PRIORITIES),
		channel: z.enum(CHANNELS),
		printer: printer.nullable(),
	}),
	command('CancelTicket', { ticket, reason: cancelReason }),
	command('CallNext', { counter }),
	command('CallTicket', { counter, ticket, reason: z.enum(CALL_REASONS) }),
	command('RecallTicket', { ticket }),
	command('ServeTicket', { ticket }),
	command('FinishTicket', { ticket, outcome: z.enum(OUTCOMES) }),
	command('MarkNoShow', { ticket }),
	command('HoldTicket', { ticket, reason: holdReason }),
	command('ReturnTicket', { ticket }),
	command('TransferTicket', { ticket, to: lineTarget }),
	command('OpenCounter', { counter, takeOver: z.boolean() }),
	command('PauseCounter', { counter, reason: z.enum(PAUSE_REASONS) }),
	command('CloseCounter', { counter }),
	command('ReferVisit', {
		visit,
		language,
		department,
		reason: z.enum(REFERRAL_REASONS),
		papers: z.array(line(200)).max(20),
		contact: line(120).nullable(),
		trackingNumber: line(40).nullable(),
		printer: printer.nullable(),
	}),
	command('CloseReferral', { referral: idSchema<ReferralId>(), outcome: z.enum(REFERRAL_OUTCOMES) }),
	command('StartEscort', {
		visit,
		language,
		department,
		referral: idSchema<ReferralId>().nullable(),
		printer: printer.nullable(),
	}),
	command('ArriveEscort', { escort }),
	command('HandOverEscort', {
		escort,
		answer: z.enum(HAND_OFF_ANSWERS),
		reason: z.enum(DECLINE_REASONS).nullable(),
	}),
	command('ReturnEscort', { escort }),
	command('RequestHelp', { place: helpPlace }),
	command('AnswerHelp', { help: idSchema<HelpId>() }),
	command('PrintPaper', { paper, printer }),
	command('EndJob', { job, outcome: z.enum(JOB_OUTCOMES) }),
	command('DoubtJob', { job }),
	command('WantJob', { job }),
	command('MoveJob', { job, to: printer }),
]);

/** One command in its envelope. `id` is a UUID made by the sender; sent twice, the command is done once and answered alike. */
export const commandEnvelopeSchema = z.strictObject({
	id: z.uuid() as unknown as z.ZodType<CommandId, string>,
	command: commandSchema,
});

export type WireCommand = Exclude<Command, { type: 'ConfigureOffice' }>;
export interface CommandEnvelope {
	readonly id: CommandId;
	readonly command: WireCommand;
}
