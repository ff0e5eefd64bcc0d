import { execFileSync } from "node:child_process";

/** Runs git in a folder and gives its standard output; null when git refuses or is not there. */
export function git(root: string, ...args: string[]): string | null {
	try {
		return execFileSync("git", ["-C", root, ...args], {
			encoding: "utf8",
			stdio: ["ignore", "pipe", "ignore"],
			maxBuffer: 1 << 28,
		});
	} catch {
		return null;
	}
}

/** Day (UTC) of the commit that is checked out at a folder; null outside a repository or before the first commit. */
export function commitDay(root: string): string | null {
	const seconds = git(root, "log", "-1", "--format=%ct", "--", ".")?.trim();
	return seconds ? dayOf(Number(seconds)) : null;
}

/** Seconds since 1970 → ISO day in UTC. */
export function dayOf(seconds: number): string {
	return new Date(seconds * 1000).toISOString().slice(0, 10);
}
