// The English words of all staff screens, a file a screen.
import { devices } from './devices.ts';
import { floor } from './floor.ts';
import { gate } from './gate.ts';
import { launcher } from './launcher.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { refusals } from './refusals.ts';
import { sendingOn } from './sending-on.ts';
import { setup } from './setup.ts';
import { station } from './station.ts';
import { supervisor } from './supervisor.ts';

export const staffWords = {
	gate,
	station,
	floor,
	setup,
	launcher,
	refusals,
	names,
	sendingOn,
	supervisor,
	devices,
	papers,
} as const;
