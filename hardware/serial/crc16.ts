// CRC-16 as Modbus has it (polynomial 0x8005 reflected, start 0xFFFF): every maker of serial panels knows it.

export function crc16(bytes: Uint8Array): number {
	let crc = 0xffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
	}
	return crc;
}
