// What was scanned at a kiosk, as it is read out: digit by digit where it is a number.
import { standingOf } from '#screens/nouns/ticket/standing.ts';
import type { SeenCode } from '#protocol/desk-schema';
import type { Words } from '#words/words';

export function aloudOf(code: SeenCode, words: Words): string {
	if (code.kind === 'ticket-look') {
		const { look } = code;
		const standing = standingOf(look, words);
		const says =
			standing.kind === 'waiting'
				? [standing.ahead, standing.wait].filter((one) => one !== null).join('. ')
				: standing.says;
		return `${words.phone.yourNumber}: ${Array.from(look.number).join(' ')}. ${says}`;
	}
	return code.kind === 'referral-look'
		? words.paper.referralTitle
		: `${words.kiosk.notOurs}. ${words.kiosk.notOursWhat}`;
}
