import { memoizeText } from "./memoize.ts";

/** True for `YYYY-MM-DD` of a day that exists in the Gregorian calendar. */
export const isRealDate = memoizeText(20_000, (text): boolean => {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!match) return false;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
	return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
});

/** The day `days` after a real ISO date, in the proleptic Gregorian calendar. */
export function addDays(date: string, days: number): string {
	let add = ADD.get(days);
	if (!add) {
		add = memoizeText(5_000, (from) => dayAfter(from, days));
		ADD.set(days, add);
	}
	return add(date);
}

/** Days are few, and every cell has some. */
const ADD = new Map<number, (date: string) => string>();

function dayAfter(date: string, days: number): string {
	const day = new Date(
		Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)) + days),
	);
	return day.toISOString().slice(0, 10);
}
