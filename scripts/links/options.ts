import { InvalidArgumentError } from "commander";
import type { Shard } from "../evidence/sources.ts";
import { ExpectedError } from "../lib/expected-error.ts";

/** Options of the command that checks links. */
export interface LinkOptions {
	readonly state?: string;
	readonly texts: string;
	readonly shard?: Shard;
	readonly join?: readonly string[];
	readonly quotes?: boolean;
	readonly copies?: string;
	readonly issues?: boolean;
	readonly recheck?: boolean;
	readonly archive?: boolean;
	readonly concurrency: number;
	readonly pause: number;
	readonly timeout: number;
}

/** Throws ExpectedError, saying what to do, for options that contradict each other or would have no effect. */
export function assertLinkOptions(offerings: readonly string[], options: LinkOptions): void {
	const { shard, join, quotes, copies, issues, archive, recheck } = options;
	const isPart = offerings.length > 0 || shard !== undefined;
	const faults: readonly (readonly [unknown, string])[] = [
		[issues && isPart, "--issues needs all sources: leave out --shard and the names of offerings"],
		[join && offerings.length > 0, "--join joins the results of all sources: name no offerings"],
		[join && (archive || recheck), "--join checks nothing: leave out --archive and --recheck"],
		[quotes && copies === undefined, "--quotes needs --copies with the folder of the copies' repositories"],
		[!quotes && copies !== undefined, "--copies is for --quotes: add it, or leave out --copies"],
		[
			quotes && (join || issues || archive || shard || recheck),
			"--quotes reads copies alone: leave out the other options",
		],
		[options.concurrency === 0 || options.timeout === 0, "--concurrency and --timeout must be at least 1"],
	];
	const fault = faults.find(([isFault]) => isFault);
	if (fault) throw new ExpectedError(fault[1]);
}

/** Parses `i/n` for commander. */
export function shardOption(value: string): Shard {
	const [, index, of] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(value) ?? [];
	if (index === undefined || Number(index) > Number(of)) {
		throw new InvalidArgumentError("Write the part and the number of parts, for example 2/4.");
	}
	return { index: Number(index), of: Number(of) };
}
