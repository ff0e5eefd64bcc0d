/** Bytes that begin the parts of a ZIP file, and where they hold what is read here: APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16. */
const LOCAL = { signature: 0x04034b50, time: 10, date: 12 };
const CENTRAL = { signature: 0x02014b50, time: 12, date: 14, lengths: [28, 30, 32], local: 42, size: 46 };
const END = { signature: 0x06054b50, count: 10, start: 16, size: 22 };

/** First and last day that a ZIP file can bear. */
const FIRST_DAY = "1980-01-01";
const LAST_DAY = "2107-12-31";

/**
 * Sets the time of every file in a ZIP file without a comment to noon of a day, or of the nearest that it can bear, in place,
 * and returns the file: the library of the workbook stamps them with the time of day. Throws RangeError where the bytes are no
 * such file.
 */
export function atNoon(zip: Buffer, day: string): Buffer {
	const within = day < FIRST_DAY ? FIRST_DAY : day > LAST_DAY ? LAST_DAY : day;
	const [year = 0, month = 0, date = 0] = within.split("-").map(Number);
	const dosDate = ((year - 1980) << 9) | (month << 5) | date;
	const dosNoon = 12 << 11;
	const end = zip.length - END.size;
	assertSignature(zip, end, END.signature);
	let at = zip.readUInt32LE(end + END.start);
	for (let left = zip.readUInt16LE(end + END.count); left > 0; left--) {
		assertSignature(zip, at, CENTRAL.signature);
		const local = zip.readUInt32LE(at + CENTRAL.local);
		assertSignature(zip, local, LOCAL.signature);
		for (const [from, place] of [
			[at, CENTRAL],
			[local, LOCAL],
		] as const) {
			zip.writeUInt16LE(dosNoon, from + place.time);
			zip.writeUInt16LE(dosDate, from + place.date);
		}
		at += CENTRAL.lengths.reduce((sum, length) => sum + zip.readUInt16LE(at + length), CENTRAL.size);
	}
	return zip;
}

function assertSignature(zip: Buffer, at: number, signature: number): void {
	if (zip.readUInt32LE(at) !== signature) throw new RangeError(`no part of a ZIP file at byte ${at}`);
}
