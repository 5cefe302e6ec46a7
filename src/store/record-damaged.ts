// A record that is not what was written: said in plain words, with the cure. Nothing is changed then, and nothing is guessed.

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

/** Notes about people are no part of the record: a lobby need not stand still for them. */
export function notesDamaged(file: string, what: string): RecordDamaged {
	return new RecordDamaged(
		`The file of notes about people, ${file}, is damaged: ${what}.\n` +
			'Nothing was changed and nothing is guessed; the record of the lobby is another file, and not concerned. Move this file and ' +
			'its -wal and -shm aside, for whoever may save more of them, and start again: there are no notes then. Those of the newest ' +
			'backup are had by restoring it beside, and copying its contacts.db:\n' +
			'  npm run restore -- --from BACKUP --to OTHER_FOLDER',
	);
}
