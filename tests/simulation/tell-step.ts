// A step of a story as a sentence.
import type { Step } from './scenario.ts';

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** `presses`: what was pressed, in order; each press takes the next. */
export function tellStep(step: Step, presses: string[]): string {
	return `${(step.at / 1000).toFixed(3).padStart(9)} s  ${sentence(step, presses)}`;
}

function sentence(step: Step, presses: string[]): string {
	switch (step.kind) {
		case 'press':
			return `${step.who} presses ${presses.shift() ?? 'in vain'}`;
		case 'tap-twice':
			return `${step.who} presses twice ${presses.shift() ?? 'in vain'}`;
		case 'kill-hub':
			return `hub ${step.hub} is killed ${dying(step.fuse)} and started again after ${seconds(step.down)}`;
		case 'stop-hub':
			return `hub ${step.hub} is stopped and started again after ${seconds(step.down)}`;
		case 'disk':
			return `the hub’s disk is ${step.state} for ${seconds(step.lasts)}`;
		case 'line':
			return step.how === 'breaks'
				? `the line of ${step.who} breaks`
				: `the line of ${step.who} falls silent for ${seconds(step.lasts)}`;
		case 'weather': {
			const { delay, lose, twice, disorder } = step.weather;
			const order = disorder ? ', out of order' : '';
			return `for ${seconds(step.lasts)} packets take ${delay[0]} to ${delay[1]} ms, ${lose * 100} % are lost, ${twice * 100} % doubled${order}`;
		}
		case 'clock':
			return step.to === null
				? `the clock is set by ${Math.round(step.by / 1000)} s`
				: `the clock is set to ${new Date(step.to).toISOString()}`;
		case 'printer':
			return step.fault === 'breaks'
				? `the printer stops in the middle for ${seconds(step.lasts)}`
				: `the printer is out of paper for ${seconds(step.lasts)}`;
		case 'kill-agent':
			return `the agent is killed ${dying(step.fuse)} and started again after ${seconds(step.down)}`;
		case 'set-up':
			return `the administrator changes the office (${step.pick % 4})`;
		case 'reload':
			return `the screen of ${step.who} is loaded anew`;
		default:
			return step satisfies never;
	}
}

function dying(fuse: number | null): string {
	return fuse === null ? 'at once' : `after ${fuse} more words`;
}
