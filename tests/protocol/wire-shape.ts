// The wire as two texts that can be compared: what the hub accepts, as JSON schemas, and what it sends, as declarations.
import { readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import ts from 'typescript';
import { z } from 'zod';

const SRC = join(import.meta.dirname, '../../src');

/** Every schema that a protocol module exports, by name, as JSON schema of what is accepted. */
export async function acceptedShape(): Promise<string> {
	const shapes: [string, unknown][] = [];
	for (const file of protocolFiles()) {
		const module = (await import(file)) as Record<string, unknown>;
		for (const [name, value] of Object.entries(module)) {
			if (value instanceof z.ZodType) shapes.push([name, z.toJSONSchema(value, { io: 'input' })]);
		}
	}
	return JSON.stringify(Object.fromEntries(shapes.sort(([a], [b]) => (a < b ? -1 : 1))), sorted);
}

/** Every interface and type that a message or a view's row is made of, without comments and layout. */
export function sentShape(): string {
	const rows = join(SRC, 'projections/rows');
	const views = ['view', 'display', 'kiosk', 'station', 'floor', 'desk'].map((name) =>
		join(SRC, 'projections', `${name}.ts`),
	);
	const files = [...protocolFiles(), ...readdirSync(rows).map((name) => join(rows, name)), ...views];
	return files
		.filter((path) => path.endsWith('.ts'))
		.flatMap(declarationsOf)
		.sort()
		.join('\n');
}

export function digest(shape: string): string {
	return createHash('sha256').update(shape).digest('hex').slice(0, 16);
}

function protocolFiles(): string[] {
	const folder = join(SRC, 'protocol');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name));
}

function declarationsOf(path: string): string[] {
	const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
	const printer = ts.createPrinter({ removeComments: true });
	return file.statements
		.filter((node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
		.map((node) => printer.printNode(ts.EmitHint.Unspecified, node, file).replace(/\s+/g, ' '));
}

function sorted(_key: string, value: unknown): unknown {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
