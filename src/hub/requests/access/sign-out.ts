// The request `signOut`: ends the session, and every connection of it at every hub.
import { EVERYBODY } from '../../access/permissions.ts';
import type { Sessions } from '../../access/sessions.ts';
import type { HubTalk } from '../../hub-talk.ts';
import { endTokensEverywhere } from '../../socket-ends.ts';
import type { HubServer } from '../../socket-types.ts';
import { fromStaff, nothing } from '../request.ts';

interface Needs {
	readonly io: HubServer;
	readonly talk: HubTalk;
	readonly sessions: Sessions;
}

export const signOut = fromStaff('signOut', EVERYBODY, {
	schema: nothing,
	handler:
		({ io, talk, sessions }: Needs) =>
		async (_ask, { tokenHash }) => {
			await sessions.end(tokenHash);
			// Answered first, then ended.
			setImmediate(() => endTokensEverywhere(io, talk, [tokenHash], 'session-ended'));
			return { ok: true };
		},
});
