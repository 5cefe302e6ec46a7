// (command, lobby) -> events, or a refusal with a code. A switch only: each rule stands in decide/.
import type { Asked, Command } from './commands.ts';
import type { Decision } from './decision.ts';
import type { Lobby } from './lobby.ts';
import { callNext, callTicket, markNoShow, recallTicket } from './decide/call.ts';
import { closeCounter, openCounter, pauseCounter } from './decide/counter.ts';
import { closeDay, configureOffice, openDay } from './decide/day.ts';
import { arriveEscort, handOverEscort, returnEscort, startEscort } from './decide/escort.ts';
import { answerHelp, requestHelp } from './decide/help.ts';
import { holdTicket, returnTicket } from './decide/hold.ts';
import { cancelTicket, issueTicket } from './decide/issue.ts';
import { doubtJob, endJob, moveJob, printPaper, wantJob } from './decide/paper.ts';
import { closeReferral, referVisit } from './decide/refer.ts';
import { finishTicket, serveTicket } from './decide/serve.ts';
import { transferTicket } from './decide/transfer.ts';

/** Reads the lobby and never changes it. */
export function decide(lobby: Lobby, command: Command, asked: Asked): Decision {
	switch (command.type) {
		case 'OpenDay':
			return openDay(lobby, asked);
		case 'CloseDay':
			return closeDay(lobby, command);
		case 'ConfigureOffice':
			return configureOffice(lobby, command);
		case 'IssueTicket':
			return issueTicket(lobby, command, asked);
		case 'CancelTicket':
			return cancelTicket(lobby, command, asked);
		case 'CallNext':
			return callNext(lobby, command, asked);
		case 'CallTicket':
			return callTicket(lobby, command, asked);
		case 'RecallTicket':
			return recallTicket(lobby, command, asked);
		case 'ServeTicket':
			return serveTicket(lobby, command, asked);
		case 'FinishTicket':
			return finishTicket(lobby, command, asked);
		case 'MarkNoShow':
			return markNoShow(lobby, command, asked);
		case 'HoldTicket':
			return holdTicket(lobby, command, asked);
		case 'ReturnTicket':
			return returnTicket(lobby, command, asked);
		case 'TransferTicket':
			return transferTicket(lobby, command, asked);
		case 'OpenCounter':
			return openCounter(lobby, command, asked);
		case 'PauseCounter':
			return pauseCounter(lobby, command, asked);
		case 'CloseCounter':
			return closeCounter(lobby, command, asked);
		case 'ReferVisit':
			return referVisit(lobby, command, asked);
		case 'CloseReferral':
			return closeReferral(lobby, command, asked);
		case 'StartEscort':
			return startEscort(lobby, command, asked);
		case 'ArriveEscort':
			return arriveEscort(lobby, command, asked);
		case 'HandOverEscort':
			return handOverEscort(lobby, command, asked);
		case 'ReturnEscort':
			return returnEscort(lobby, command, asked);
		case 'RequestHelp':
			return requestHelp(lobby, command, asked);
		case 'AnswerHelp':
			return answerHelp(lobby, command, asked);
		case 'PrintPaper':
			return printPaper(lobby, command, asked);
		case 'EndJob':
			return endJob(lobby, command);
		case 'DoubtJob':
			return doubtJob(lobby, command);
		case 'WantJob':
			return wantJob(lobby, command);
		case 'MoveJob':
			return moveJob(lobby, command);
		default:
			return command satisfies never;
	}
}
