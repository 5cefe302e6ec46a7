// Asks a print system how its queues and jobs are, in the binary words of IPP (RFC 8010 and 8011).
import { request } from 'node:http';
import { NotReached } from './printer-link.ts';

export const OPERATIONS = {
	jobAttributes: 0x0009,
	jobs: 0x000a,
	printerAttributes: 0x000b,
} as const;

/** `enum` and `integer` are numbers; everything that is text stays text. */
export type IppValue = string | number | boolean;
export type IppGroup = ReadonlyMap<string, readonly IppValue[]>;
export interface IppAnswer {
	readonly status: number;
	/** One a printer or job, after the group about the answer itself. */
	readonly groups: readonly IppGroup[];
}
/** Below this the request was done. */
const FIRST_ERROR = 0x0100;
export const NOT_FOUND = 0x0406;
const ANSWER_MS = 5000;

const TAGS = { integer: 0x21, boolean: 0x22, enum: 0x23, name: 0x42, keyword: 0x44, uri: 0x45 } as const;
type Asked = readonly [tag: keyof typeof TAGS, name: string, ...values: IppValue[]];

/** @param server a socket's path, or `host:port`, as `lpstat -H` says it. @throws NotReached when nobody answers */
export async function askPrintSystem(
	server: string,
	operation: number,
	queue: string,
	asked: readonly Asked[],
): Promise<IppAnswer> {
	const uri = `ipp://localhost/printers/${queue}`;
	const body = ippRequest(operation, [['uri', 'printer-uri', uri], ...asked]);
	const [host = 'localhost', port = '631'] = server.split(/:(?=\d+$)/);
	const where = server.startsWith('/') ? { socketPath: server } : { host, port };
	const answer = await post({ ...where, path: `/printers/${queue}` }, body);
	return ippAnswer(answer);
}

export function isDone({ status }: IppAnswer): boolean {
	return status < FIRST_ERROR;
}

/** All its values, as text; none when it was not said. */
export function wordsIn(group: IppGroup | undefined, name: string): readonly string[] {
	return group?.get(name)?.map(String) ?? [];
}

export function numberIn(group: IppGroup | undefined, name: string): number | null {
	const value = group?.get(name)?.[0];
	return typeof value === 'number' ? value : null;
}

function post(where: object, body: Buffer): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const away = (why: string): void =>
			reject(new NotReached('unreachable', `The print system does not answer (${why}): is CUPS running?`));
		const headers = { 'content-type': 'application/ipp', 'content-length': body.length };
		const asking = request({ ...where, method: 'POST', headers, timeout: ANSWER_MS }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', () => away('it hung up'));
			response.on('end', () => {
				if (response.statusCode === 200) resolve(Buffer.concat(chunks));
				else away(`HTTP ${String(response.statusCode)}`);
			});
		});
		asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
		asking.on('error', (error: NodeJS.ErrnoException) => away(error.code ?? error.message));
		asking.end(body);
	});
}

export function ippRequest(operation: number, asked: readonly Asked[]): Buffer {
	const head = Buffer.from([1, 1, operation >> 8, operation & 0xff, 0, 0, 0, 1, 0x01]);
	const language = [
		attribute(0x47, 'attributes-charset', Buffer.from('utf-8')),
		attribute(0x48, 'attributes-natural-language', Buffer.from('en')),
	];
	const rest = asked.flatMap(([tag, name, ...values]) =>
		values.map((value, at) => attribute(TAGS[tag], at === 0 ? name : '', bytesOf(value))),
	);
	return Buffer.concat([head, ...language, ...rest, Buffer.from([0x03])]);
}

function attribute(tag: number, name: string, value: Buffer): Buffer {
	const lengths = Buffer.alloc(2);
	lengths.writeUInt16BE(value.length);
	const named = Buffer.from(name);
	return Buffer.concat([Buffer.from([tag, named.length >> 8, named.length & 0xff]), named, lengths, value]);
}

function bytesOf(value: IppValue): Buffer {
	if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0]);
	if (typeof value === 'string') return Buffer.from(value);
	const bytes = Buffer.alloc(4);
	bytes.writeInt32BE(value);
	return bytes;
}

/** @throws NotReached when it is no IPP: something else listens there */
export function ippAnswer(bytes: Buffer): IppAnswer {
	try {
		const groups: Map<string, IppValue[]>[] = [];
		let values: IppValue[] = [];
		let at = 8;
		for (let tag = bytes.readUInt8(at); tag !== 0x03; tag = bytes.readUInt8(at)) {
			if (tag < 0x10) {
				groups.push(new Map());
				at += 1;
				continue;
			}
			const name = bytes.subarray(at + 3, at + 3 + bytes.readUInt16BE(at + 1)).toString();
			at += 3 + name.length;
			const value = bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at));
			at += 2 + value.length;
			if (name !== '') groups.at(-1)?.set(name, (values = []));
			values.push(valueOf(tag, value));
		}
		return { status: bytes.readUInt16BE(2), groups: groups.slice(1) };
	} catch {
		throw new NotReached('unreachable', 'The print system answers something that is not IPP');
	}
}

function valueOf(tag: number, value: Buffer): IppValue {
	if (tag === TAGS.boolean) return value[0] === 1;
	return tag === TAGS.integer || tag === TAGS.enum ? value.readInt32BE(0) : value.toString();
}
