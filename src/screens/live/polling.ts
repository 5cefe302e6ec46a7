// The way round for networks that let no WebSocket through: fetched by those who need it.
import { WebSocket, XHR } from 'engine.io-client';

/** WebSocket stays the first to be tried: a network may let it through again. */
export const WITH_POLLING = [WebSocket, XHR];
