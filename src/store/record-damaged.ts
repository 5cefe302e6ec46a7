// A record that is not what was written: said in plain words, with the cure. Nothing is changed then, and nothing is guessed.
import type { PostgresAddress } from './postgres-address.ts';

/** A record that is nearly right is worse than none. */
export class RecordDamaged extends Error {
	override readonly name = 'RecordDamaged';
}

/** What is wrong, in a person's words. */
export type Damage = (what: string) => RecordDamaged;

export function fileDamaged(file: string, what: string): RecordDamaged {
	return new RecordDamaged(
		`The record ${file} is damaged: ${what}.\n` +
			'Nothing was changed and nothing is guessed. Move the whole data folder aside as it is, for whoever may save more of it, ' +
			'and put back the newest backup:\n  npm run restore -- --from BACKUP',
	);
}

export function databaseDamaged({ shown }: PostgresAddress, what: string): RecordDamaged {
	return new RecordDamaged(
		`The record in PostgreSQL (${shown}) is damaged: ${what}.\n` +
			'Nothing was changed and nothing is guessed. Stop every hub, keep this database as it is, for whoever may save more of it, ' +
			'make an empty one beside it, put the newest backup there, and name it in DATABASE_URL:\n' +
			'  npm run restore -- --from BACKUP --to postgres://USER:PASSWORD@HOST:5432/NEW',
	);
}
