// A record in PostgreSQL that is not what was written, with the cure.
import { RecordDamaged } from '../record-damaged.ts';
import type { PostgresAddress } from './postgres-address.ts';

export function databaseDamaged({ shown }: PostgresAddress, what: string): RecordDamaged {
	return new RecordDamaged(
		`The record in PostgreSQL (${shown}) is damaged: ${what}.\n` +
			'Nothing was changed and nothing is guessed. Stop every hub, keep this database as it is, for whoever may save more of it, ' +
			'make an empty one beside it, put the newest backup there, and name it in DATABASE_URL:\n' +
			'  npm run restore -- --from BACKUP --to postgres://USER:PASSWORD@HOST:5432/NEW',
	);
}
