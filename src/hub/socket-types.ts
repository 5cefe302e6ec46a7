// The hub's side of the socket: its typed server, and who stands behind a connection.
import type { Server, Socket } from 'socket.io';
import type { DeviceId, OfficeId, StaffId } from '#domain/ids';
import type { DeviceKind } from '#domain/office';
import type { ClientToHub, HubToClient } from '#protocol/socket-events';

/** Who sends: settled at the handshake. Roles are looked up with every request, for setup may change them. */
export type Caller =
	| { readonly kind: 'guest'; readonly address: string }
	| {
			readonly kind: 'staff';
			readonly address: string;
			readonly office: OfficeId;
			readonly id: StaffId;
			readonly tokenHash: string;
	  }
	| {
			readonly kind: 'device';
			readonly address: string;
			readonly office: OfficeId;
			readonly id: DeviceId;
			readonly device: DeviceKind;
			readonly tokenHash: string;
	  };
export type StaffCaller = Extract<Caller, { readonly kind: 'staff' }>;
export type DeviceCaller = Extract<Caller, { readonly kind: 'device' }>;

interface SocketData {
	caller: Caller;
}
type NoServerEvents = Record<never, never>;

export type HubServer = Server<ClientToHub, HubToClient, NoServerEvents, SocketData>;
export type HubSocket = Socket<ClientToHub, HubToClient, NoServerEvents, SocketData>;

/** Names of the rooms in which sockets stand together. */
export const room = {
	token: (hash: string) => `token:${hash}`,
	staff: (office: OfficeId) => `staff:${office}`,
	person: (office: OfficeId, staff: StaffId) => `person:${office}:${staff}`,
	agent: (office: OfficeId, agent: DeviceId) => `agent:${office}:${agent}`,
	device: (office: OfficeId, device: DeviceId) => `device:${office}:${device}`,
} as const;
