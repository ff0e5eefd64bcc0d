/** True while a process other than this one runs; one that belongs to another user counts. */
export function isAlive(pid: number): boolean {
	if (pid === process.pid || !Number.isSafeInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}
