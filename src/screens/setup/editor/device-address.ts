// A device's address between the one line of the office file and the questions that setup asks about it.

/** Where a serial adapter or a USB printer is found: its device file, or its USB id whichever port it is plugged into. */
export interface Plug {
	readonly by: 'path' | 'usb';
	readonly at: string;
}

export type AddressParts =
	| { readonly way: 'tcp'; readonly host: string; readonly port: string }
	| {
			readonly way: 'serial';
			readonly plug: Plug;
			/** Null: as the device has it from the factory; the agent knows what is usual. */
			readonly baud: string | null;
			readonly flow: string | null;
			readonly parity: string | null;
	  }
	| { readonly way: 'usb'; readonly plug: Plug }
	| { readonly way: 'queue'; readonly name: string };

export type Way = AddressParts['way'];

export const BAUDS = ['1200', '2400', '4800', '9600', '19200', '38400', '57600', '115200'] as const;
export const FLOWS = ['none', 'rtscts', 'xonxoff'] as const;
export const PARITIES = ['none', 'even', 'odd'] as const;

/** How each way is as a newcomer finds it. */
export const USUAL_PARTS: { readonly [W in Way]: Extract<AddressParts, { way: W }> } = {
	tcp: { way: 'tcp', host: '', port: '9100' },
	serial: {
		way: 'serial',
		plug: { by: 'path', at: '/dev/ttyUSB0' },
		baud: '9600',
		flow: null,
		parity: null,
	},
	usb: { way: 'usb', plug: { by: 'path', at: '/dev/usb/lp0' } },
	queue: { way: 'queue', name: '' },
};

/** What the address says; a half-written one keeps what is there. Null: it is written in none of the four ways. */
export function partsOfAddress(address: string | null): AddressParts | null {
	const [, way = '', rest = ''] = /^([a-z]+):(.*)$/.exec(address ?? '') ?? [];
	switch (way) {
		case 'tcp': {
			const [, host = '', port = ''] = /^(?:\/\/)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(rest) ?? [];
			return { way, host, port };
		}
		case 'serial': {
			const [at = '', query = ''] = rest.split('?', 2);
			const asked = new URLSearchParams(query);
			const [baud, flow, parity] = [asked.get('baud'), asked.get('flow'), asked.get('parity')];
			return { way, plug: plugOf(at), baud, flow, parity };
		}
		case 'usb':
			return { way, plug: plugOf(rest.includes('/') ? rest : `usb:${rest}`) };
		case 'queue':
			return { way, name: rest };
		default:
			return null;
	}
}

/** The one line of the office file. */
export function addressOf(parts: AddressParts): string {
	switch (parts.way) {
		case 'tcp':
			return `tcp://${parts.host.trim()}:${parts.port.trim()}`;
		case 'serial': {
			const { plug, baud, flow, parity } = parts;
			const asked = Object.entries({ baud, flow, parity }).flatMap(([key, said]) =>
				said === null ? [] : [`${key}=${said}`],
			);
			const place = plug.by === 'usb' ? `usb:${plug.at.trim()}` : plug.at.trim();
			return `serial:${place}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
		}
		case 'usb':
			return `usb:${parts.plug.at.trim()}`;
		case 'queue':
			return `queue:${parts.name.trim()}`;
		default:
			return parts satisfies never;
	}
}

function plugOf(place: string): Plug {
	return place.startsWith('usb:') ? { by: 'usb', at: place.slice(4) } : { by: 'path', at: place };
}
