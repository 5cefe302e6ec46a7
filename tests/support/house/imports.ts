// Reads the imports of one source file, .ts or .svelte, and says which of them are gone at run time.
import ts from 'typescript';

export interface Import {
	/** As written, such as `#domain/ids` or `./line.ts`. */
	readonly from: string;
	/** `import type` or `export type`: nothing of it is there at run time. */
	readonly typeOnly: boolean;
	readonly line: number;
}

export function importsOf(path: string, text: string): Import[] {
	const source = path.endsWith('.svelte') ? scriptsOf(text) : text;
	const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
	const found: Import[] = [];
	const add = (node: ts.Node, from: ts.Node | undefined, typeOnly: boolean) => {
		if (from === undefined || !ts.isStringLiteralLike(from)) return;
		found.push({
			from: from.text,
			typeOnly,
			line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
		});
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) {
			add(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
		} else if (ts.isExportDeclaration(node)) {
			add(node, node.moduleSpecifier, node.isTypeOnly);
		} else if (ts.isImportTypeNode(node)) {
			add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
		} else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
			add(node, node.arguments[0], false);
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

/** Only the script blocks; all else becomes blank lines, so that line numbers stay true. */
function scriptsOf(text: string): string {
	let source = '';
	let at = 0;
	for (const match of text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)) {
		const start = match.index + match[0].indexOf('>') + 1;
		source += blank(text.slice(at, start)) + (match[1] ?? '');
		at = start + (match[1]?.length ?? 0);
	}
	return source + blank(text.slice(at));
}

function blank(text: string): string {
	return text.replace(/[^\n]/g, ' ');
}
