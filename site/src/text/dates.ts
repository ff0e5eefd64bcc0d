const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_MS = 86_400_000;
/** Mean length of a month, in days. */
const MONTH_DAYS = 30.44;

const parts = (iso: string): [year: string, month: number, day: number] => [
	iso.slice(0, 4),
	Number(iso.slice(5, 7)),
	Number(iso.slice(8, 10)),
];

/** A day for people: `22 Aug 2026`. */
export function dayText(iso: string): string {
	const [year, month, day] = parts(iso);
	return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** A month in a small space: `Aug ’26`. */
export function monthText(iso: string): string {
	const [year, month] = parts(iso);
	return `${MONTHS[month - 1]} ’${year.slice(2)}`;
}

/** A month in the smallest space: `8/26`. */
export function monthNumber(iso: string): string {
	const [year, month] = parts(iso);
	return `${month}/${year.slice(2)}`;
}

/** Time from a day to another in words: `3 months ago`. */
export function ago(iso: string, today: string): string {
	const days = Math.round((Date.parse(today) - Date.parse(iso)) / DAY_MS);
	if (days < 0) return "in the future";
	if (days < 2) return days === 0 ? "today" : "yesterday";
	if (days < 45) return `${days} days ago`;
	const months = Math.round(days / MONTH_DAYS);
	return months < 24 ? `${months} months ago` : `${Math.round(months / 12)} years ago`;
}
