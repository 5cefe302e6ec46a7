// A law that did not hold: its name is what a shorter story must break too.

export class LawBroken extends Error {
	override readonly name = 'LawBroken';
	readonly law: string;

	constructor(law: string, how: string) {
		super(how);
		this.law = law;
	}
}
