// What the linter holds: the habits of the house that a machine can see.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const LONGEST_FUNCTION = 70;

/**
 * A function fits on one screen; a plain switch may be longer, for it is a table.
 * @type {import('eslint').Rule.RuleModule}
 */
const functionLength = {
	meta: {
		type: 'suggestion',
		schema: [],
		messages: { long: 'This function has {{lines}} lines: stop at 70.' },
	},
	create(context) {
		/** @param {import('estree').Node} node */
		const linesOf = (node) => {
			const { start, end } = context.sourceCode.getLoc(node);
			return end.line - start.line + 1;
		};
		/** @param {import('estree').Function} node */
		const isPlainSwitch = ({ body }) => {
			const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined;
			return last?.type === 'SwitchStatement' && linesOf(body) - linesOf(last) <= 12;
		};
		/** @param {import('estree').Function} node */
		const check = (node) => {
			const lines = linesOf(node);
			if (lines <= LONGEST_FUNCTION || isPlainSwitch(node)) return;
			context.report({ node, messageId: 'long', data: { lines: String(lines) } });
		};
		return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
	},
};

export default defineConfig(
	{
		ignores: ['build/', '.svelte-kit/', 'node_modules/', 'data/', 'static/', 'test-results/', 'tests/data/'],
	},
	js.configs.recommended,
	...ts.configs.strict,
	...ts.configs.stylistic,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			// A union of object shapes reads better as one `type` than as interfaces that extend each other.
			'@typescript-eslint/consistent-type-definitions': 'off',
			// Empty methods are how a port's "nothing to do" is written.
			'@typescript-eslint/no-empty-function': 'off',
			// Events and patches carry keys that are ids: deleting one is what removing a row means.
			'@typescript-eslint/no-dynamic-delete': 'off',
			// `== null` asks for null and undefined at once.
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'@typescript-eslint/no-inferrable-types': ['error', { ignoreParameters: true }],
			// The door and the printers look for control characters on purpose.
			'no-control-regex': 'off',
			'no-var': 'error',
			'prefer-const': 'error',
			'max-depth': ['error', 4],
			'no-restricted-syntax': [
				'error',
				{ selector: 'TSEnumDeclaration', message: 'No enum: a union of literals, or an `as const` list.' },
				{
					selector: 'TSParameterProperty',
					message: 'Node runs these files as they are: write the field out.',
				},
			],
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } },
		rules: {
			// `let { prop = $bindable() } = $props()` must be `let`; the svelte rule knows that, the plain one does not.
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { destructuring: 'all' }],
			// Every screen is served below one base path, and hrefs are plain and few.
			'svelte/no-navigation-without-resolve': 'off',
		},
	},
	{
		files: ['src/{domain,projections,protocol,store,hub}/**/*.ts'],
		plugins: { house: { rules: { 'function-length': functionLength } } },
		rules: { 'house/function-length': 'error' },
	},
	{
		// The rows that an event changes are named before it is applied: one function does both.
		files: ['src/**/*.ts'],
		ignores: ['src/projections/advance.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ name: '#domain/evolve', message: 'Call `advance` of #projections/advance.' },
				{
					name: '#projections/touched',
					importNames: ['touch'],
					message: 'Call `advance` of #projections/advance.',
				},
			],
		},
	},
	{
		// The types know better than the linter what is a global there.
		files: ['**/*.ts', '**/*.svelte'],
		rules: { 'no-undef': 'off' },
	},
);
