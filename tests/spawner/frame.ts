import { readSync, writeSync } from "node:fs";

/** A message between a test and the process that starts programs for it: a head as JSON, and two texts of bytes. */
export interface Frame {
	readonly head: unknown;
	readonly bytes: readonly [Uint8Array, Uint8Array];
}

export function writeFrame(pipe: number, { head, bytes }: Frame): void {
	const json = Buffer.from(JSON.stringify(head));
	const lengths = Uint32Array.of(json.length, bytes[0].length, bytes[1].length);
	const whole = Buffer.concat([new Uint8Array(lengths.buffer), json, ...bytes]);
	for (let sent = 0; sent < whole.length; ) sent += writeSync(pipe, whole, sent);
}

/** The next message; null where the other end was closed. */
export function readFrame(pipe: number): { head: unknown; bytes: [Buffer, Buffer] } | null {
	const lengths = readBytes(pipe, 12);
	if (lengths === null) return null;
	const [json, first, second] = [0, 4, 8].map((at) => readBytes(pipe, lengths.readUInt32LE(at)) ?? Buffer.alloc(0));
	return { head: JSON.parse(String(json)), bytes: [first as Buffer, second as Buffer] };
}

function readBytes(pipe: number, length: number): Buffer | null {
	const bytes = Buffer.alloc(length);
	for (let got = 0; got < length; ) {
		const more = readSync(pipe, bytes, got, length - got, null);
		if (more === 0) return null;
		got += more;
	}
	return bytes;
}
