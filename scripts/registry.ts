import { explain, main } from "./main.ts";

process.on("uncaughtException", (error: NodeJS.ErrnoException) => {
	// A reader that closed the pipe may have read enough; the verdict is the exit code all the same.
	if (error.code !== "EPIPE") process.exit(explain(error, process.argv.includes("--verbose")));
});

process.exitCode = await main(process.argv.slice(2));
