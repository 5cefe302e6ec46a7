// What the head of a screen's page names: its script and styles with all that they need, so that nothing is found out late.

interface Chunk {
	readonly file: string;
	readonly imports?: readonly string[];
	readonly css?: readonly string[];
}

/** As Vite writes it beside the built screens. */
export type BuiltFiles = Readonly<Record<string, Chunk>>;

/** `start`: the module that sets the screen going, as the build knows it. @throws when it was not built. */
export function screenTags(built: BuiltFiles, start: string): string {
	const first = built[start];
	if (first === undefined) throw new Error(`${start} was not built`);
	const scripts = new Set<string>();
	const styles = new Set<string>();
	const add = (key: string) => {
		const chunk = built[key];
		if (chunk === undefined || scripts.has(chunk.file)) return;
		scripts.add(chunk.file);
		chunk.imports?.forEach(add);
		chunk.css?.forEach((file) => styles.add(file));
	};
	add(start);
	return [
		...[...styles].map((file) => `<link href="./${file}" rel="stylesheet">`),
		...[...scripts].map((file) => `<link href="./${file}" rel="modulepreload">`),
		`<script type="module" src="./${first.file}"></script>`,
	].join('\n\t\t');
}
