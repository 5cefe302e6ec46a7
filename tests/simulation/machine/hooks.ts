// Loads the program as it is, but for the wire: both ends of `socket.io` become the simulated network. Import it first.
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileModule } from 'svelte/compiler';

const SIMULATED: Readonly<Record<string, string>> = {
	'socket.io': new URL('./socket-io.ts', import.meta.url).href,
	'socket.io-client': new URL('./socket-io-client.ts', import.meta.url).href,
	'prom-client': new URL('./prom-client.ts', import.meta.url).href,
};

registerHooks({
	resolve(specifier, context, next) {
		const url = SIMULATED[specifier];
		return url === undefined || url === context.parentURL
			? next(specifier, context)
			: { url, format: 'module-typescript', shortCircuit: true };
	},
	load(url, context, next) {
		if (!url.endsWith('.svelte.ts')) return next(url, context);
		// As Vite does it for the server: runes become plain values.
		const filename = fileURLToPath(url);
		const plain = stripTypeScriptTypes(readFileSync(filename, 'utf8'));
		const { js } = compileModule(plain, { filename, generate: 'server', dev: false });
		return { format: 'module', source: js.code, shortCircuit: true };
	},
});
