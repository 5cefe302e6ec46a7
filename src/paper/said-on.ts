// The texts of a paper's blocks, for whoever has to fetch letters or tell whether a printer has them.
import type { Block } from './block.ts';

export function saidOn(block: Block): readonly string[] {
	switch (block.kind) {
		case 'text':
		case 'item':
		case 'blank':
		case 'typed':
			return [block.text];
		case 'pair':
			return [block.text, block.value];
		case 'number':
			return [block.letter + block.digits];
		case 'rule':
		case 'qr':
		case 'space':
		case 'ruler':
		case 'shade':
			return [];
		default:
			return block satisfies never;
	}
}
